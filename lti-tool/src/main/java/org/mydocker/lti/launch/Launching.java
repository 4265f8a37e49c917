package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.login.LoginStates;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Form;
import org.mydocker.lti.wire.Json;

/**
 * Takes the platform's answer to a login: state, browser, then the token (TOK-01..03, TOK-18). What
 * comes out is verified to the last claim; nobody has entered yet.
 */
@Singleton
class Launching {

  private static final int MOST_DESCRIPTION = 300;
  private static final Duration NONCE_LIFE = Duration.ofMinutes(20);

  private final Platforms platforms;
  private final LoginStates states;
  private final TokenVerifying verifying;
  private final MessageReading reading;
  private final ConsumedNonces nonces;
  private final Clock clock;

  @Inject
  Launching(
      Platforms platforms,
      LoginStates states,
      TokenVerifying verifying,
      MessageReading reading,
      ConsumedNonces nonces) {
    this(platforms, states, verifying, reading, nonces, Clock.systemUTC());
  }

  Launching(
      Platforms platforms,
      LoginStates states,
      TokenVerifying verifying,
      MessageReading reading,
      ConsumedNonces nonces,
      Clock clock) {
    this.platforms = platforms;
    this.states = states;
    this.verifying = verifying;
    this.reading = reading;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** The browser that began the login, as far as its cookies tell. */
  interface Browser {
    /** The value of a cookie that it sent. */
    Optional<String> cookie(String name);
  }

  /**
   * A launch that may be relied on.
   *
   * @param bound the browser is the one that began; if not, the launch is held (SES-05)
   */
  record Verified(
      Registration registration,
      LoginState state,
      Json claims,
      LtiMessage message,
      boolean bound) {}

  /** Throws {@link LaunchRejected}, with its registration as soon as that is known. */
  Verified verify(Form form, Browser browser) {
    LoginState state =
        states.opened(
            form.filled("state").orElseThrow(() -> new LaunchRejected(Reason.STATE_MISSING)));
    Registration registration =
        platforms
            .find(state.registration())
            .orElseThrow(() -> new LaunchRejected(Reason.STATE_INVALID));
    try {
      return verify(form, state, registration, browser);
    } catch (LaunchRejected e) {
      throw e.of(registration);
    }
  }

  private Verified verify(Form form, LoginState state, Registration registration, Browser browser) {
    if (!registration.active()) {
      throw new LaunchRejected(Reason.REGISTRATION_SUSPENDED);
    }
    Optional<String> secret = browser.cookie(state.cookie());
    if (secret.filter(s -> !Tokens.same(Tokens.hash(s), state.secretHash())).isPresent()) {
      throw new LaunchRejected(Reason.BROWSER_MISMATCH);
    }
    Optional<String> token = form.filled("id_token");
    Optional<String> error = form.filled("error");
    if (error.isPresent() && token.isPresent()) {
      throw new LaunchRejected(Reason.MALFORMED);
    }
    if (error.isPresent()) {
      throw answeredError(error.get(), form, state, registration);
    }
    Json claims =
        verifying.verify(
            token.orElseThrow(() -> new LaunchRejected(Reason.TOKEN_MISSING)), state, registration);
    LtiMessage message = reading.read(claims, registration, Optional.of(state));
    return new Verified(registration, state, claims, message, secret.isPresent());
  }

  /** The state is used up by an error as well (TOK-02). */
  private LaunchRejected answeredError(
      String code, Form form, LoginState state, Registration registration) {
    if (!nonces.consume(registration.id(), state.nonce(), clock.instant().plus(NONCE_LIFE))) {
      return new LaunchRejected(Reason.REPLAYED);
    }
    Map<String, String> facts =
        Map.of(
            "error",
            PlainText.cleaned(code, 60).orElse("?"),
            "description",
            form.filled("error_description")
                .flatMap(d -> PlainText.cleaned(d, MOST_DESCRIPTION))
                .orElse(""));
    return new LaunchRejected(reason(code), facts);
  }

  private static Reason reason(String error) {
    return switch (error.toLowerCase(Locale.ROOT)) {
      case "invalid_request" -> Reason.PLATFORM_INVALID_REQUEST;
      case "invalid_scope" -> Reason.PLATFORM_INVALID_SCOPE;
      case "unsupported_response_type" -> Reason.PLATFORM_UNSUPPORTED_RESPONSE_TYPE;
      case "unauthorized_client" -> Reason.PLATFORM_UNAUTHORIZED_CLIENT;
      case "access_denied" -> Reason.PLATFORM_ACCESS_DENIED;
      case "login_required" -> Reason.PLATFORM_LOGIN_REQUIRED;
      default -> Reason.PLATFORM_ERROR;
    };
  }
}
