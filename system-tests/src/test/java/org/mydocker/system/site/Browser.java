package org.mydocker.system.site;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, headless, with third-party cookies blocked; one process for the tests of a
 * thread, a fresh profile for each.
 */
public final class Browser {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--test-third-party-cookie-phaseout");

  /** What a driver made may be touched by its own thread only. */
  private static final ThreadLocal<Browser> OF_THIS_THREAD = ThreadLocal.withInitial(Browser::new);

  private final com.microsoft.playwright.Browser chromium;

  private Browser() {
    StillAddresses.keep();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setHeadless(true)
                    .setArgs(FLAGS));
  }

  public static Browser shared() {
    return OF_THIS_THREAD.get();
  }

  /**
   * A person's browser: cookies of its own, the language, a laptop's window. Made-up certificates
   * are good enough for it.
   */
  public BrowserContext person(String locale) {
    return person(locale, "UTC");
  }

  /** The same with a clock on the wall that shows another time zone. */
  public BrowserContext person(String locale, String zone) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(locale)
                .setTimezoneId(zone)
                .setViewportSize(1280, 900)
                .setIgnoreHTTPSErrors(true)
                .setAcceptDownloads(true));
    LostRequests.watch(context);
    context.setDefaultTimeout(40_000); // three classes run at a time
    return context;
  }
}
