package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.PageRenderer;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Form;

/**
 * The new tab of a held launch, at {@code /lti/continue} (SES-05(b), SES-06). The first POST shows
 * whose launch it is and gives this browser a cookie; the second, made by a person's click on that
 * page, must bring the cookie along and takes the launch. So nobody is signed in as another without
 * having read the name.
 */
public class ContinueServlet extends FormServlet {

  private static final int MOST_BYTES = 4096;
  private static final String COOKIE = "__Host-lti-continue";

  private final Holding holding;
  private final MessageReading reading;
  private final Admitting admitting;
  private final PageRenderer pages;

  @Inject
  ContinueServlet(
      Holding holding,
      MessageReading reading,
      Admitting admitting,
      PageRenderer pages,
      RefusalLog refusals) {
    super(MOST_BYTES, refusals);
    this.holding = holding;
    this.reading = reading;
    this.admitting = admitting;
    this.pages = pages;
  }

  @Override
  void take(Form form, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String code = form.filled("code").orElseThrow(Holding::gone);
    Optional<String> confirmation = form.filled("confirmation");
    if (confirmation.isEmpty()) {
      show(code, request, response);
    } else if (cookie(request).filter(c -> Tokens.same(c, confirmation.get())).isPresent()) {
      enter(code, request, response);
    } else {
      throw new LaunchRejected(Reason.BROWSER_MISMATCH);
    }
  }

  private void show(String code, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HeldLaunches.Held launch = holding.waiting(code);
    Registration registration = holding.registration(launch);
    LtiMessage message =
        rejecting(
            registration, () -> reading.read(launch.claims(), registration, Optional.empty()));
    String confirmation = Tokens.random();
    response.addHeader("Set-Cookie", cookie(confirmation, HeldLaunches.LIFE.toSeconds()));
    pages.render(
        Page.of(
            "lti/continue",
            Map.of(
                "code",
                code,
                "action",
                OwnAddresses.CONTINUE,
                "confirmation",
                confirmation,
                "platform",
                platform(message, registration),
                "course",
                course(message),
                "person",
                person(message))),
        request,
        response);
  }

  private void enter(String code, HttpServletRequest request, HttpServletResponse response) {
    HeldLaunches.Held launch = holding.taken(code);
    Registration registration = holding.registration(launch);
    rejecting(
        registration,
        () -> {
          LtiMessage message = reading.read(launch.claims(), registration, Optional.empty());
          response.addHeader("Set-Cookie", cookie("", 0));
          admitting.admit(inWindow(message), registration, request, response);
          return message;
        });
  }

  private static LtiMessage rejecting(Registration registration, Supplier<LtiMessage> work) {
    try {
      return work.get();
    } catch (LaunchRejected e) {
      throw e.of(registration);
    }
  }

  /** Whatever the platform planned: here it is a tab of its own. */
  private static LtiMessage inWindow(LtiMessage message) {
    LtiMessage.Shown shown =
        new LtiMessage.Shown(
            Optional.of("window"), message.shown().locale(), message.shown().returnUrl());
    return new LtiMessage(
        message.deploymentId(),
        message.sub(),
        message.names(),
        message.roles(),
        message.context(),
        message.link(),
        message.custom(),
        shown,
        message.product(),
        message.deepLinking());
  }

  private static String platform(LtiMessage message, Registration registration) {
    return message
        .product()
        .flatMap(LtiMessage.Product::name)
        .map(name -> name + " (" + registration.origin().getHost() + ")")
        .orElse(registration.origin().getHost());
  }

  private static String course(LtiMessage message) {
    return message
        .context()
        .flatMap(c -> c.title().or(c::label))
        .flatMap(t -> PlainText.cleaned(t, PlainText.SHORT))
        .orElse("");
  }

  private static String person(LtiMessage message) {
    return message.names().display().flatMap(n -> PlainText.cleaned(n, PlainText.SHORT)).orElse("");
  }

  private static Optional<String> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(c -> c.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst();
  }

  private static String cookie(String value, long seconds) {
    return COOKIE + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + seconds;
  }
}
