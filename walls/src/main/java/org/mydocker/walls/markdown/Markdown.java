package org.mydocker.walls.markdown;

import java.util.Map;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Texts of teachers in Markdown, as HTML: raw HTML is shown as text, links that run something go
 * nowhere, and those that go somewhere open beside the page, which may be in the platform's frame.
 */
public final class Markdown {

  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(context -> (node, tag, attributes) -> link(node, attributes))
          .build();

  private static final TextContentRenderer PLAIN =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.STRIP).build();

  private Markdown() {}

  public static String html(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }

  /** Its words alone on one line, for a list or for who shows no HTML. */
  public static String text(String markdown) {
    return PLAIN.render(PARSER.parse(markdown));
  }

  private static void link(Node node, Map<String, String> attributes) {
    if (node instanceof Link) {
      attributes.put("target", "_blank");
      attributes.put("rel", "noopener noreferrer");
    }
  }
}
