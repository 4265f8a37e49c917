package org.mydocker.lti.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mydocker.lti.key.StateSeal;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.StrictJson;

/**
 * Login states as the {@code state} parameter, authenticated and encrypted: the server keeps
 * nothing until a launch is verified (INI-07, INI-08).
 */
@Singleton
public class LoginStates {

  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String PURPOSE = "login-state";
  private static final int MOST_CHARS = 4096;

  private final StateSeal seal;
  private final OwnAddresses addresses;
  private final Clock clock;

  @Inject
  LoginStates(StateSeal seal, OwnAddresses addresses) {
    this(seal, addresses, Clock.systemUTC());
  }

  public LoginStates(StateSeal seal, OwnAddresses addresses, Clock clock) {
    this.seal = seal;
    this.addresses = addresses;
    this.clock = clock;
  }

  public String sealed(LoginState state) {
    Map<String, Object> members = new HashMap<>();
    members.put("r", state.registration().toString());
    members.put("n", state.nonce());
    members.put("u", state.redirectUri());
    members.put("t", state.issued().toEpochMilli());
    members.put("c", state.cookie());
    members.put("h", state.secretHash());
    state.deployment().ifPresent(d -> members.put("d", d));
    state.storage().ifPresent(s -> members.put("s", List.of(s.window(), s.wordHash())));
    return seal.seal(StrictJson.bytes(members), PURPOSE);
  }

  /** Throws {@link LaunchRejected} unless it is ours, whole, in time and for this address. */
  public LoginState opened(String sealed) {
    if (sealed.length() > MOST_CHARS) {
      throw new LaunchRejected(Reason.STATE_INVALID);
    }
    Json members =
        seal.open(sealed, PURPOSE)
            .map(StrictJson::object)
            .orElseThrow(() -> new LaunchRejected(Reason.STATE_INVALID));
    LoginState state =
        new LoginState(
            RegistrationId.of(members.text("r").orElseThrow()),
            members.text("n").orElseThrow(),
            members.text("u").orElseThrow(),
            Instant.ofEpochMilli(members.whole("t").orElseThrow()),
            members.text("c").orElseThrow(),
            members.text("h").orElseThrow(),
            members.text("d"),
            members.texts("s").map(s -> new PlatformStorage(s.get(0), s.get(1))));
    if (clock.instant().isAfter(state.issued().plus(LIFE))) {
      throw new LaunchRejected(Reason.STATE_EXPIRED);
    }
    if (!state.redirectUri().equals(addresses.launch().toString())) {
      throw new LaunchRejected(Reason.STATE_INVALID);
    }
    return state;
  }
}
