package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.PageRenderer;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.launch.HeldLaunches.Confirmation;
import org.mydocker.lti.launch.HeldLaunches.Held;
import org.mydocker.lti.login.BindingCookie;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.login.PlatformStorage;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;

/**
 * Holds a launch whose browser showed no binding cookie, and shows what can be done (SES-05): the
 * page asks the platform's window for the word that it keeps, where it keeps one; else, or when no
 * answer comes, it offers a tab of its own.
 */
@Singleton
class Holding {

  private final HeldLaunches held;
  private final Platforms platforms;
  private final PageRenderer pages;
  private final Clock clock;

  @Inject
  Holding(HeldLaunches held, Platforms platforms, PageRenderer pages) {
    this(held, platforms, pages, Clock.systemUTC());
  }

  Holding(HeldLaunches held, Platforms platforms, PageRenderer pages, Clock clock) {
    this.held = held;
    this.platforms = platforms;
    this.pages = pages;
    this.clock = clock;
  }

  void hold(Launching.Verified launch, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Registration registration = launch.registration();
    Map<String, Object> model = new HashMap<>();
    Optional<Confirmation> confirmation =
        launch.state().storage().map(storage -> confirmation(storage, request, response));
    launch.state().storage().ifPresent(storage -> model.put("window", storage.window()));
    model.put("key", launch.state().cookie());
    String code = held.hold(new Held(registration.id(), launch.claims(), confirmation));
    show(code, registration, model, request, response);
  }

  /** The same page without the question to the platform. */
  void offerTab(
      String code,
      Registration registration,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    show(code, registration, new HashMap<>(), request, response);
  }

  /** Looks at a launch without taking it; throws {@link LaunchRejected} when its time is over. */
  Held waiting(String code) {
    return held.find(code).orElseThrow(Holding::gone);
  }

  /** Takes a launch; throws {@link LaunchRejected} when another was faster. */
  Held taken(String code) {
    return held.take(code).orElseThrow(Holding::gone);
  }

  Registration registration(Held launch) {
    return platforms
        .find(launch.registration())
        .filter(Registration::active)
        .orElseThrow(() -> new LaunchRejected(Reason.REGISTRATION_SUSPENDED));
  }

  static LaunchRejected gone() {
    return new LaunchRejected(Reason.HELD_GONE);
  }

  private Confirmation confirmation(
      PlatformStorage storage, HttpServletRequest request, HttpServletResponse response) {
    String cookie = BindingCookie.newName(clock.instant());
    String secret = Tokens.random();
    BindingCookie.set(cookie, secret, request, response);
    return new Confirmation(cookie, Tokens.hash(secret), storage.wordHash());
  }

  private void show(
      String code,
      Registration registration,
      Map<String, Object> model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    model.put("code", code);
    model.put("action", OwnAddresses.CONTINUE);
    model.put("confirm", OwnAddresses.CONFIRM);
    model.put("origin", registration.origin().toString());
    pages.render(Page.of("lti/held", model).framedBy(registration.origin()), request, response);
  }
}
