package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/** Instead of signing in: choose who to be, and in which role. */
final class BecomePages {
  private final Site site;
  private final Campus campus;

  BecomePages(Site site, Campus campus) {
    this.site = site;
    this.campus = campus;
  }

  Response choice(Request request) {
    Words words =
        Words.in(
            Visitor.of(request, campus)
                .map(visitor -> visitor.person().locale())
                .orElse(request.header("accept-language")));
    StringBuilder people = new StringBuilder();
    for (Person person : campus.people()) {
      people.append(
          "<li>%s <span class=\"muted\">- %s (%s)</span><div class=\"actions\">%s</div></li>"
              .formatted(
                  escaped(person.name()),
                  words.say("role." + person.standing()),
                  escaped(person.locale()),
                  Layout.button(
                      site,
                      "become-" + person.sub(),
                      "/become?sub=" + person.sub(),
                      words.say("become.action", person.givenName()))));
    }
    return Layout.page(
        site,
        Visitor.of(request, campus),
        words,
        words.say("become.title"),
        false,
        "<h1>%s</h1><p>%s</p><ul class=\"cards\">%s</ul>"
            .formatted(words.say("become.title"), words.say("site.hint"), people));
  }

  Response become(Request request) {
    Person person =
        campus
            .person(request.value("sub"))
            .orElseThrow(() -> new Refusal(404, "there is no such person"));
    return new Visitor(person, false).enter(Response.seeOther(site.issuer() + "/course"), campus);
  }

  Response viewAs(Request request, Visitor visitor, Words words) {
    boolean asStudent =
        visitor.person().standing().seesGrades() && request.value("role").equals("student");
    return new Visitor(visitor.person(), asStudent)
        .enter(Response.seeOther(site.issuer() + "/course"), campus);
  }
}
