package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.util.List;
import java.util.Optional;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewTool;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/** The administration of external tools: dynamic registration in a frame, activation, by hand. */
final class ToolPages {
  private final Site site;
  private final Campus campus;
  private final Controls controls;
  private final String toolUrl;

  ToolPages(Site site, Campus campus, Controls controls, String toolUrl) {
    this.site = site;
    this.campus = campus;
    this.controls = controls;
    this.toolUrl = toolUrl;
  }

  Response tools(Request request, Visitor visitor, Words words) {
    StringBuilder list = new StringBuilder();
    campus.tools().forEach(tool -> list.append(card(tool, words)));
    String body =
        """
        <h1>%1$s</h1>
        <form method="get" action="%2$s/admin/registration">
        <label>%3$s <input type="url" name="url" required placeholder="%4$s/..." data-testid="registration-url"></label>
        <button class="main" data-testid="register">%5$s</button>
        <button name="in" value="window" data-testid="register-window">%10$s</button></form>
        <h2>%6$s</h2><ul class="cards" data-testid="tools">%7$s</ul>%8$s%9$s
        """
            .formatted(
                words.say("nav.tools"),
                escaped(site.issuer()),
                words.say("tools.url"),
                escaped(toolUrl),
                words.say("tools.register"),
                words.say("tools.list"),
                list,
                byHand(words),
                copySheet(words),
                words.say("tools.register.window"));
    return Layout.page(site, Optional.of(visitor), words, words.say("nav.tools"), false, body);
  }

  /** The frame or window in which the tool registers; it says by a message when it is done. */
  Response registration(Request request, Visitor visitor, Words words) {
    String title = words.say("tools.registering");
    String source = escaped(controls.registrationUrl(request.value("url")));
    String place =
        request.value("in").equals("window")
            ? """
                <p><a data-testid="registration-window" href="%s" target="registration" rel="opener">%s</a></p>
                """
            : """
                <iframe data-testid="registration-frame" src="%s" title="%s"></iframe>
                """;
    String body =
        """
        %s
        <script>
        window.addEventListener("message", function (event) {
          if (event.data && event.data.subject === "org.imsglobal.lti.close") {
            window.location.assign("%s/admin/tools");
          }
        });
        </script>
        """
            .formatted(place.formatted(source, title), escaped(site.issuer()));
    return Layout.page(site, Optional.of(visitor), words, title, true, body);
  }

  Response add(Request request, Visitor visitor, Words words) {
    controls.register(
        new NewTool(
            request.value("name"),
            request.value("toolUrl"),
            request.value("initiateLoginUri"),
            List.of(request.value("redirectUris").strip().split("\\s+")),
            request.value("jwksUri"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return overview();
  }

  Response activate(Request request, Visitor visitor, Words words) {
    controls.activate(request.segment("id"));
    return overview();
  }

  Response delete(Request request, Visitor visitor, Words words) {
    campus.removeTool(request.segment("id"));
    return overview();
  }

  private Response overview() {
    return Response.seeOther(site.issuer() + "/admin/tools");
  }

  private String card(Tool tool, Words words) {
    String activate =
        tool.active()
            ? ""
            : Layout.button(
                site,
                "activate-" + tool.id(),
                "/admin/tools/" + tool.id() + "/activate",
                words.say("tools.activate"));
    return """
        <li data-testid="tool-%1$s"><strong>%2$s</strong> <span data-testid="tool-state-%1$s" data-state="%3$s">%4$s</span><br>
        <span class="muted">client_id <code data-testid="tool-client-%1$s">%5$s</code>, deployment_id %1$s, %6$s</span>
        <div class="actions">%7$s%8$s</div></li>
        """
        .formatted(
            tool.id(),
            escaped(tool.name()),
            tool.active() ? "active" : "pending",
            words.say(tool.active() ? "tools.active" : "tools.pending"),
            escaped(tool.clientId()),
            escaped(tool.toolUrl()),
            activate,
            Layout.button(
                site,
                "delete-tool-" + tool.id(),
                "/admin/tools/" + tool.id() + "/delete",
                words.say("tools.delete")));
  }

  private String byHand(Words words) {
    return """
        <details><summary data-testid="manual">%s</summary>
        <form method="post" action="%s/admin/tools">
        <label>%s <input name="name" required data-testid="manual-name"></label>
        <label>%s <input type="url" name="toolUrl" required data-testid="manual-tool-url"></label>
        <label>%s <input type="url" name="initiateLoginUri" required data-testid="manual-login-url"></label>
        <label>%s <textarea name="redirectUris" required data-testid="manual-redirect-uris"></textarea></label>
        <label>%s <input type="url" name="jwksUri" required data-testid="manual-jwks-url"></label>
        <button data-testid="manual-submit">%s</button></form></details>
        """
        .formatted(
            words.say("tools.manual"),
            escaped(site.issuer()),
            words.say("tools.name"),
            words.say("tools.toolurl"),
            words.say("tools.login"),
            words.say("tools.redirect"),
            words.say("tools.jwks"),
            words.say("tools.register"));
  }

  private String copySheet(Words words) {
    return "<details><summary>%s</summary><pre>issuer %s\nauthorization %s\ntoken %s\nkeys %s\nconfiguration %s</pre></details>"
        .formatted(
            words.say("tools.copy"),
            escaped(site.issuer()),
            escaped(site.auth()),
            escaped(site.token()),
            escaped(site.certs()),
            escaped(site.configuration()));
  }
}
