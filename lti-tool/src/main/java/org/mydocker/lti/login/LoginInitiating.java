package org.mydocker.lti.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Form;

/**
 * Answers a third-party login initiation with the address to ask the platform at (INI-01..09). One
 * read of the registration, no write, no call; what is to be remembered goes along, sealed.
 */
@Singleton
class LoginInitiating {

  private static final int MOST_CHARS = 8192;
  private static final int MOST_NAME = 255;

  private final Platforms platforms;
  private final LoginStates states;
  private final OwnAddresses addresses;
  private final Throttle throttle;
  private final Clock clock;

  @Inject
  LoginInitiating(
      Platforms platforms, LoginStates states, OwnAddresses addresses, Throttle throttle) {
    this(platforms, states, addresses, throttle, Clock.systemUTC());
  }

  LoginInitiating(
      Platforms platforms,
      LoginStates states,
      OwnAddresses addresses,
      Throttle throttle,
      Clock clock) {
    this.platforms = platforms;
    this.states = states;
    this.addresses = addresses;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** Where to send the browser, and the cookie that binds it. */
  record Answer(URI redirect, String cookie, String secret, Optional<Keeping> keeping) {}

  /**
   * What the page has to give to the platform's window before it goes on (SES-07).
   *
   * @param origin of the authorization endpoint, and nobody else's
   */
  record Keeping(URI origin, String window, String key, String word) {}

  Answer initiate(Form form, String remoteAddress) {
    throttle.address(remoteAddress);
    String issuer = required(form, "iss");
    String loginHint = required(form, "login_hint");
    String target = required(form, "target_link_uri");
    Registration registration = registration(issuer, optional(form, "client_id"));
    throttle.registration(registration.id());
    if (!addresses.ours(target)) {
      throw new LaunchRejected(Reason.TARGET_FOREIGN).of(registration);
    }
    Instant now = clock.instant();
    String secret = Tokens.random();
    String word = Tokens.random();
    Optional<String> window = form.filled("lti_storage_target").filter(LoginInitiating::name);
    LoginState state =
        new LoginState(
            registration.id(),
            Tokens.random(),
            addresses.launch().toString(),
            now,
            BindingCookie.newName(now),
            Tokens.hash(secret),
            optional(form, "lti_deployment_id").filter(d -> d.length() <= 255),
            window.map(w -> new PlatformStorage(w, Tokens.hash(word))));
    return new Answer(
        redirect(registration, state, loginHint, form.one("lti_message_hint")),
        state.cookie(),
        secret,
        window.map(w -> new Keeping(registration.origin(), w, state.cookie(), word)));
  }

  /** What a frame may be called; an offer with anything else is passed over. */
  private static boolean name(String window) {
    return window.length() <= MOST_NAME && window.chars().noneMatch(Character::isISOControl);
  }

  private Registration registration(String issuer, Optional<String> clientId) {
    Registration registration =
        clientId.isPresent()
            ? platforms
                .find(issuer, clientId.get())
                .orElseThrow(() -> new LaunchRejected(Reason.REGISTRATION_UNKNOWN))
            : platforms
                .onlyActive(issuer)
                .orElseThrow(() -> new LaunchRejected(Reason.REGISTRATION_AMBIGUOUS));
    requireActive(registration);
    return registration;
  }

  private static void requireActive(Registration registration) {
    switch (registration.status()) {
      case PENDING -> throw new LaunchRejected(Reason.REGISTRATION_PENDING).of(registration);
      case SUSPENDED -> throw new LaunchRejected(Reason.REGISTRATION_SUSPENDED).of(registration);
      case ACTIVE -> {}
    }
  }

  private URI redirect(
      Registration registration, LoginState state, String loginHint, Optional<String> hint) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("scope", "openid");
    query.put("response_type", "id_token");
    query.put("response_mode", "form_post");
    query.put("prompt", "none");
    query.put("client_id", registration.clientId());
    query.put("redirect_uri", state.redirectUri());
    query.put("state", states.sealed(state));
    query.put("nonce", state.nonce());
    query.put("login_hint", loginHint);
    hint.ifPresent(h -> query.put("lti_message_hint", h));
    String encoded =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + percentEncoded(e.getValue()))
            .collect(Collectors.joining("&"));
    URI endpoint = registration.authorizationEndpoint();
    String joint = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + joint + encoded);
  }

  /** A space as %20, so that no reader takes it for a plus sign (INI-05). */
  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String required(Form form, String name) {
    return optional(form, name)
        .orElseThrow(
            () -> new LaunchRejected(Reason.INITIATION_INCOMPLETE, Map.of("parameter", name)));
  }

  private static Optional<String> optional(Form form, String name) {
    Optional<String> value = form.filled(name);
    if (value.filter(v -> v.length() > MOST_CHARS).isPresent()) {
      throw new LaunchRejected(Reason.TOO_LARGE);
    }
    if (value.filter(v -> v.indexOf('\0') >= 0).isPresent()) {
      throw new LaunchRejected(Reason.MALFORMED);
    }
    return value;
  }
}
