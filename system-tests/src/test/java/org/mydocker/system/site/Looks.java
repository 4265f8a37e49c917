package org.mydocker.system.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;

/**
 * How a page looks at three widths: nothing sticks out, every form field has a name, the keyboard
 * comes to the skip link first. The pictures are in {@code target/pictures}.
 */
public final class Looks {

  /** A page of all that other tests made is not pictured whole: it takes a minute. */
  private static final int TALLEST = 20_000;

  private static final List<Integer> WIDTHS = List.of(360, 768, 1280);

  private Looks() {}

  public static void at(Page page, String name) {
    take(page, page.mainFrame(), name);
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.className"))
        .as(name + ": first stop")
        .isEqualTo("skip");
  }

  /** The same of a frame in somebody else's page. */
  public static void in(Page page, Frame frame, String name) {
    take(page, frame, name);
  }

  private static int tall(Frame frame) {
    return (Integer) frame.evaluate("document.documentElement.scrollHeight");
  }

  private static void take(Page page, Frame frame, String name) {
    for (int width : WIDTHS) {
      page.setViewportSize(width, 900);
      assertThat(
              (Boolean) frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .as(name + " fits " + width)
          .isTrue();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(tall(frame) < TALLEST)
              .setPath(Path.of("target", "pictures", "page-" + name + "-" + width + ".png")));
    }
    assertThat(
            (List<?>)
                frame.evaluate(
                    "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')]"
                        + ".filter(f => !f.labels.length && !f.getAttribute('aria-label')).map(f => f.name)"))
        .as(name + ": fields without a name")
        .isEmpty();
  }
}
