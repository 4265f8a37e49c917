package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/** The frame of every page: header with course, person and ways, then the content. */
final class Layout {
  private static final String STYLE = style();

  private Layout() {}

  /** A page; {@code visitor} decides the ways shown, {@code wide} leaves the width to a frame. */
  static Response page(
      Site site, Optional<Visitor> visitor, Words words, String title, boolean wide, String body) {
    return bare(
        words,
        title + " - " + site.title(),
        "<header><strong>"
            + escaped(site.title())
            + "</strong>"
            + visitor.map(who -> ways(site, who, words)).orElse("")
            + "</header><main"
            + (wide ? " class=\"wide\"" : "")
            + ">"
            + body
            + "</main>");
  }

  static Response bare(Words words, String title, String body) {
    return Response.html(
            """
            <!DOCTYPE html>
            <html lang="%s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title><style>%s</style></head>
            <body>%s</body></html>
            """
                .formatted(words.language(), escaped(title), STYLE, body))
        .with("Cache-Control", "no-store");
  }

  private static String ways(Site site, Visitor who, Words words) {
    StringBuilder ways = new StringBuilder();
    ways.append(way(site, words, "course", "/course"));
    if (who.seesGrades()) {
      ways.append(way(site, words, "gradebook", "/gradebook"));
      ways.append(way(site, words, "roster", "/roster"));
    }
    if (who.person().standing() == org.mydocker.emulator.campus.Standing.ADMINISTRATOR) {
      ways.append(way(site, words, "tools", "/admin/tools"));
    }
    if (who.asStudent()) {
      ways.append(button(site, "view-as-self", "/view-as?role=self", words.say("student.leave")));
    } else if (who.seesGrades()) {
      ways.append(
          button(site, "view-as-student", "/view-as?role=student", words.say("student.view")));
    }
    ways.append("<span data-testid=\"current-person\">")
        .append(escaped(who.person().name()))
        .append("</span>")
        .append(way(site, words, "switch", "/"));
    return ways.toString();
  }

  private static String way(Site site, Words words, String name, String path) {
    return "<a data-testid=\"nav-%s\" href=\"%s\">%s</a>"
        .formatted(name, escaped(site.issuer() + path), words.say("nav." + name));
  }

  /** A form that consists of its button. */
  static String button(Site site, String testId, String path, String label) {
    return "<form method=\"post\" action=\"%s\"><button data-testid=\"%s\">%s</button></form>"
        .formatted(escaped(site.issuer() + path), escaped(testId), label);
  }

  /** A frame as Moodle makes it: what it may do is what Moodle delegates to the tool's origin. */
  static String frame(String testId, String title, String source, String origin) {
    String allow =
        "microphone %1$s; camera %1$s; geolocation %1$s; midi %1$s; encrypted-media %1$s; autoplay %1$s"
            .formatted(origin);
    return "<iframe data-testid=\"%s\" title=\"%s\" src=\"%s\" allow=\"%s\" allowfullscreen></iframe>"
        .formatted(testId, escaped(title), escaped(source), escaped(allow));
  }

  private static String style() {
    try (InputStream css = Layout.class.getResourceAsStream("style.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("style.css cannot be read", e);
    }
  }
}
