package org.mydocker.system.click;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** One person at one browser, with one page open. */
public final class Somebody implements AutoCloseable {

  private final BrowserContext context;
  private final Page page;

  Somebody(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
  }

  public Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Another tab of the same browser. */
  Page tab() {
    return context.newPage();
  }

  public void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}
