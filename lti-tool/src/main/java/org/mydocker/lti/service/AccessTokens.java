package org.mydocker.lti.service;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.mydocker.lti.key.Signing;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.service.ServiceFailed.Kind;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundRefused;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.SafeRequest;
import org.mydocker.walls.http.SafeResponse;

/**
 * Access tokens of the platforms, asked for with a signed assertion (SVC-01, SVC-02), kept until a
 * minute before their end, and asked for once however many need one at the same moment (SVC-03).
 * What a token does not bring is a scope that the registration does not have, whatever its answer
 * had claimed; only a signed launch brings it back (DYN-09).
 */
@Singleton
public class AccessTokens {

  private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);
  private static final Duration ASSERTION_LIFE = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final Duration MOST_LIFE = Duration.ofHours(24);
  private static final int MOST_TOKEN_CHARS = 16 * 1024;

  private final Signing signing;
  private final SafeHttp http;
  private final Platforms platforms;
  private final Clock clock;
  private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

  @Inject
  AccessTokens(Signing signing, SafeHttp http, Platforms platforms) {
    this(signing, http, platforms, Clock.systemUTC());
  }

  public AccessTokens(Signing signing, SafeHttp http, Platforms platforms, Clock clock) {
    this.signing = signing;
    this.http = http;
    this.platforms = platforms;
    this.clock = clock;
  }

  private record Key(RegistrationId registration, Set<String> scopes) {}

  private record Token(String value, Instant goodUntil) {}

  /** Where one token is kept. */
  private static final class Slot {
    /** Guarded by this. */
    private Optional<Token> token = Optional.empty();

    /** Guarded by this: until when an endpoint that did not answer is not asked again. */
    private Instant silentUntil = Instant.MIN;
  }

  /** A token with all of these scopes; throws {@link ServiceFailed}. */
  String token(Registration registration, Set<String> scopes) {
    if (!registration.scopes().containsAll(scopes)) {
      throw new ServiceFailed(Kind.NOT_GRANTED, "no registration and no launch granted " + scopes);
    }
    Slot slot = slot(registration, scopes);
    synchronized (slot) {
      Optional<Token> held = slot.token.filter(t -> t.goodUntil.isAfter(clock.instant()));
      if (held.isEmpty()) {
        held = Optional.of(asked(slot, registration, scopes));
        slot.token = held;
      }
      return held.get().value;
    }
  }

  /** Those who wait behind one that was not answered do not each wait as long. */
  private Token asked(Slot slot, Registration registration, Set<String> scopes) {
    if (slot.silentUntil.isAfter(clock.instant())) {
      throw new ServiceFailed(Kind.TEMPORARY, "the token endpoint did not answer just now");
    }
    try {
      return asked(registration, new TreeSet<>(scopes));
    } catch (ServiceFailed e) {
      if (e.getCause() instanceof OutboundFailed) {
        slot.silentUntil = clock.instant().plus(AFTER_SILENCE);
      }
      throw e;
    }
  }

  /** The platform did not take it: the next one is asked for. */
  void drop(Registration registration, Set<String> scopes) {
    Slot slot = slot(registration, scopes);
    synchronized (slot) {
      slot.token = Optional.empty();
    }
  }

  private Slot slot(Registration registration, Set<String> scopes) {
    return slots.computeIfAbsent(new Key(registration.id(), Set.copyOf(scopes)), k -> new Slot());
  }

  private Token asked(Registration registration, TreeSet<String> scopes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion(registration));
    form.put("scope", String.join(" ", scopes));
    SafeResponse reply = send(registration, encoded(form));
    if (reply.status() != 200) {
      if (invalidScope(reply) && scopes.size() == 1) {
        platforms.learnScopes(registration.id(), scopes, Set.of());
      }
      throw refused(reply);
    }
    Json answer = json(reply);
    String value =
        answer
            .filled("access_token")
            .filter(
                t -> t.length() <= MOST_TOKEN_CHARS && t.chars().allMatch(c -> c > ' ' && c < 127))
            .orElseThrow(
                () -> new ServiceFailed(Kind.TEMPORARY, "the token endpoint gave no token"));
    Set<String> granted = granted(answer, scopes);
    if (!granted.equals(scopes)) {
      platforms.learnScopes(registration.id(), scopes, granted);
    }
    if (!granted.containsAll(scopes)) {
      throw new ServiceFailed(Kind.NOT_GRANTED, "the platform granted less than asked");
    }
    return new Token(value, goodUntil(answer));
  }

  /** Of the scopes that we know, those the answer names; where it names none, those asked for. */
  private static Set<String> granted(Json answer, Set<String> asked) {
    Set<String> granted =
        new TreeSet<>(answer.text("scope").map(text -> List.of(text.split(" "))).orElse(List.of()));
    granted.removeIf(scope -> !Registration.SCOPES.contains(scope) && !asked.contains(scope));
    return answer.text("scope").isPresent() ? granted : asked;
  }

  /** The platform has no such right for us; whatever else may be wrong says nothing of scopes. */
  private static boolean invalidScope(SafeResponse reply) {
    try {
      return reply.status() == 400
          && StrictJson.object(reply.body())
              .text("error")
              .filter("invalid_scope"::equals)
              .isPresent();
    } catch (Malformed e) {
      return false;
    }
  }

  /** A life that makes no sense is no life: the token is used now and not kept. */
  private Instant goodUntil(Json answer) {
    Duration life =
        Duration.ofSeconds(
            Math.max(0, Math.min(answer.whole("expires_in").orElse(0L), MOST_LIFE.toSeconds())));
    return clock.instant().plus(life).minus(MARGIN);
  }

  private String assertion(Registration registration) {
    long now = clock.instant().getEpochSecond();
    return signing.sign(
        registration.id(),
        Map.of(
            "iss", registration.clientId(),
            "sub", registration.clientId(),
            "aud", registration.tokenAudience(),
            "iat", now,
            "exp", now + ASSERTION_LIFE.toSeconds(),
            "jti", Tokens.random()));
  }

  private SafeResponse send(Registration registration, String form) {
    try {
      return http.send(
          SafeRequest.post(
                  registration.tokenEndpoint(),
                  "application/x-www-form-urlencoded",
                  form.getBytes(StandardCharsets.US_ASCII))
              .withHeader("Accept", "application/json"));
    } catch (OutboundRefused e) {
      throw new ServiceFailed(Kind.FORBIDDEN, "the token endpoint may not be called", e);
    } catch (OutboundFailed e) {
      throw new ServiceFailed(Kind.TEMPORARY, "the token endpoint did not answer", e);
    }
  }

  /** No token is a right that was not given, never an answer to the call that needed it. */
  private static ServiceFailed refused(SafeResponse reply) {
    Kind kind = Answers.temporary(reply.status()) ? Kind.TEMPORARY : Kind.NOT_GRANTED;
    return Answers.failed(kind, reply, "the token endpoint answered " + reply.status());
  }

  /** Some platforms call their JSON text/html (SVC-10). */
  private static Json json(SafeResponse reply) {
    try {
      return StrictJson.object(reply.body());
    } catch (Malformed e) {
      throw new ServiceFailed(Kind.TEMPORARY, "the token endpoint's answer is not JSON", e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
