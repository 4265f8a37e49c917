package org.mydocker.system.click;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One person at one browser, with one page open. */
public final class Somebody implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

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

  /** Leaves, with a picture of what was on the screen: all there is of a test that failed. */
  @Override
  public void close() {
    try {
      picture("last/%03d-%s".formatted(COUNT.incrementAndGet(), test()));
    } catch (PlaywrightException e) {
      System.err.println("no last picture: " + e.getMessage());
    }
    context.close();
  }

  private static String test() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> frame.getClassName().endsWith("IT")).findFirst())
        .map(frame -> frame.getClassName().replaceFirst(".*[.]", "") + "." + frame.getMethodName())
        .orElse("another");
  }
}
