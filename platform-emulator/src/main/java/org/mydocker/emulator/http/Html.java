package org.mydocker.emulator.http;

import java.util.Map;

/** Text made harmless in HTML, and the page that posts itself, by which browsers carry messages. */
public final class Html {
  private Html() {}

  public static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** A page whose only form is posted at once. */
  public static Response selfPosting(String action, Map<String, String> fields) {
    StringBuilder inputs = new StringBuilder();
    fields.forEach(
        (name, value) ->
            inputs
                .append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">\n"));
    return Response.html(
            """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>...</title></head><body>
            <form id="post" action="%s" method="post">
            %s<noscript><button>Continue</button></noscript>
            </form>
            <script>document.getElementById("post").submit();</script>
            </body></html>
            """
                .formatted(escaped(action), inputs))
        .with("Cache-Control", "no-store");
  }
}
