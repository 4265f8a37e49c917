package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.util.List;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/** The first page: the tenants. */
public final class StartPage {
  private final List<Site> sites;

  public StartPage(List<Site> sites) {
    this.sites = List.copyOf(sites);
  }

  public Response answer(Request request) {
    Words words = Words.in(request.header("accept-language"));
    StringBuilder list = new StringBuilder();
    for (Site site : sites) {
      list.append(
          "<li><a data-testid=\"tenant-%s\" href=\"%s/\">%s</a><br><span class=\"muted\">%s</span></li>"
              .formatted(
                  escaped(site.tenant()),
                  escaped(site.issuer()),
                  escaped(site.title()),
                  escaped(site.issuer())));
    }
    return Layout.bare(
        words,
        words.say("start.title"),
        "<main><h1>%s</h1><p>%s</p><ul class=\"cards\">%s</ul></main>"
            .formatted(words.say("start.title"), words.say("site.hint"), list));
  }
}
