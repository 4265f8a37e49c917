package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.util.List;
import java.util.Optional;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Grade;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/** What the course knows of its people: the gradebook and the list of participants. */
final class RecordPages {
  private final Site site;
  private final Campus campus;

  RecordPages(Site site, Campus campus) {
    this.site = site;
    this.campus = campus;
  }

  Response gradebook(Request request, Visitor visitor, Words words) {
    List<LineItem> items = campus.lineItems();
    StringBuilder table =
        new StringBuilder("<div class=\"scroll\"><table data-testid=\"gradebook\">");
    table.append("<thead><tr><th>").append(words.say("gradebook.person")).append("</th>");
    for (LineItem item : items) {
      table.append(
          "<th data-testid=\"column-%s\">%s <span class=\"muted\">/ %s</span></th>"
              .formatted(item.id(), escaped(item.label()), Json.number(item.scoreMaximum())));
    }
    table.append("</tr></thead><tbody>");
    for (Person person : campus.roster()) {
      if (person.gradable()) {
        table.append("<tr><th>").append(escaped(person.name())).append("</th>");
        items.forEach(item -> table.append(cell(person, item, words)));
        table.append("</tr>");
      }
    }
    table.append("</tbody></table></div>");
    return page(visitor, words, "nav.gradebook", table.toString());
  }

  Response roster(Request request, Visitor visitor, Words words) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table data-testid=\"roster\">");
    table.append(
        "<thead><tr><th>%s</th><th>%s</th></tr></thead><tbody>"
            .formatted(words.say("gradebook.person"), words.say("roster.role")));
    for (Person person : campus.roster()) {
      table.append(
          "<tr data-testid=\"member-%s\"><td>%s</td><td>%s</td></tr>"
              .formatted(
                  escaped(person.sub()),
                  escaped(person.name()),
                  words.say("role." + person.standing())));
    }
    table.append("</tbody></table></div>");
    return page(visitor, words, "nav.roster", table.toString());
  }

  private Response page(Visitor visitor, Words words, String title, String table) {
    String heading = words.say(title);
    return Layout.page(
        site, Optional.of(visitor), words, heading, false, "<h1>" + heading + "</h1>" + table);
  }

  private String cell(Person person, LineItem item, Words words) {
    String place = person.sub() + "-" + item.id();
    Optional<Grade> grade = campus.grade(item.id(), person.sub());
    String score =
        grade
            .map(Grade::score)
            .map(value -> Json.number(value).toString())
            .orElse(words.say("gradebook.none"));
    String comment = grade.map(Grade::comment).orElse("");
    String review =
        item.review().isEmpty() || item.activityId().isEmpty()
            ? ""
            : "<br><a data-testid=\"review-%s\" href=\"%s/activity/%s?user=%s\">%s</a>"
                .formatted(
                    escaped(place),
                    escaped(site.issuer()),
                    item.activityId(),
                    escaped(person.sub()),
                    words.say("gradebook.review"));
    return "<td><span data-testid=\"grade-%1$s\">%2$s</span> <span class=\"muted\" data-testid=\"comment-%1$s\">%3$s</span>%4$s</td>"
        .formatted(escaped(place), score, escaped(comment), review);
  }
}
