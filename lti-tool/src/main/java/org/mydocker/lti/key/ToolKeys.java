package org.mydocker.lti.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.RegistrationId;

/**
 * Our RSA keys (KEY-01, KEY-02): one for all registrations, or one of its own for a registration
 * that had to be rotated alone. The first is made when it is first needed.
 */
@Singleton
public class ToolKeys {

  private static final int BITS = 3072;
  private static final Duration PUBLISHED_BEFORE = Duration.ofHours(24);
  private static final Duration PUBLISHED_AFTER = Duration.ofHours(48);

  private final EntityManager manager;
  private final KeyFile file;
  private final Clock clock;
  private final Supplier<RSAKey> fresh;

  @Inject
  ToolKeys(@Lti EntityManager manager, KeyFile file) {
    this(manager, file, Clock.systemUTC());
  }

  public ToolKeys(EntityManager manager, KeyFile file, Clock clock) {
    this(manager, file, clock, ToolKeys::generated);
  }

  ToolKeys(EntityManager manager, KeyFile file, Clock clock, Supplier<RSAKey> fresh) {
    this.manager = manager;
    this.file = file;
    this.clock = clock;
    this.fresh = fresh;
  }

  /** The public key set, every key with kty, kid, alg, use, n and e and nothing private. */
  @Transactional
  public List<Map<String, Object>> publicKeys() {
    if (signing(Optional.empty()).isEmpty()) {
      make(Optional.empty(), clock.instant());
    }
    return published().stream().map(row -> parsed(row.publicJwk).toJSONObject()).toList();
  }

  /** The key that signs for that registration now, private part and all. */
  @Transactional
  public RSAKey signingKey(RegistrationId registration) {
    return signing(Optional.of(registration)).orElseGet(this::signingKey);
  }

  /** The key that signs now for all, and for what is of no registration, such as a receipt. */
  @Transactional
  public RSAKey signingKey() {
    return signing(Optional.empty()).orElseGet(() -> make(Optional.empty(), clock.instant()));
  }

  /** A key of its own for one registration, from now on: after a compromise (KEY-02). */
  @Transactional
  public void rotate(RegistrationId registration) {
    make(Optional.of(registration), clock.instant());
  }

  /**
   * A new key for all: published now, signing in a day; those before it stay published for two days
   * more (KEY-03). Renewing again before that day is over changes nothing.
   *
   * @return from when on the new key signs
   */
  @Transactional
  public Instant renew() {
    signingKey();
    Instant now = clock.instant();
    Optional<Instant> planned =
        published().stream().map(row -> row.signsFrom).filter(now::isBefore).findFirst();
    if (planned.isPresent()) {
      return planned.get();
    }
    Instant from = now.plus(PUBLISHED_BEFORE);
    published().stream()
        .filter(row -> row.registration == null && row.withdrawn == null)
        .forEach(row -> row.withdrawn = from.plus(PUBLISHED_AFTER));
    make(Optional.empty(), from);
    return from;
  }

  /** In an emergency: one new key signs from now on, and no key from before is published. */
  @Transactional
  public Instant replace() {
    Instant now = clock.instant();
    published().forEach(row -> row.withdrawn = now);
    make(Optional.empty(), now);
    return now;
  }

  private List<ToolKeyRow> published() {
    return manager
        .createQuery(
            "from ToolKeyRow where withdrawn is null or withdrawn > :now order by created",
            ToolKeyRow.class)
        .setParameter("now", clock.instant())
        .getResultList();
  }

  private Optional<RSAKey> signing(Optional<RegistrationId> registration) {
    String whose = registration.isPresent() ? "registration = :r" : "registration is null";
    var query =
        manager
            .createQuery(
                "from ToolKeyRow where "
                    + whose
                    + " and signsFrom <= :now and (withdrawn is null or withdrawn > :now)"
                    + " order by signsFrom desc",
                ToolKeyRow.class)
            .setParameter("now", clock.instant())
            .setMaxResults(1);
    registration.ifPresent(r -> query.setParameter("r", r.value()));
    return query
        .getResultStream()
        .findFirst()
        .map(
            row ->
                parsed(
                    new String(
                        file.open(row.sealedPrivate, purpose(row.kid)), StandardCharsets.UTF_8)));
  }

  private RSAKey make(Optional<RegistrationId> registration, Instant signsFrom) {
    RSAKey key = fresh.get();
    ToolKeyRow row = new ToolKeyRow();
    row.kid = key.getKeyID();
    row.registration = registration.map(RegistrationId::value).orElse(null);
    row.publicJwk = key.toPublicJWK().toJSONString();
    row.sealedPrivate =
        file.seal(key.toJSONString().getBytes(StandardCharsets.UTF_8), purpose(row.kid));
    row.created = clock.instant();
    row.signsFrom = signsFrom;
    manager.persist(row);
    manager.flush();
    return key;
  }

  static RSAKey generated() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey parsed(String json) {
    try {
      return RSAKey.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("a key of ours is not readable", e);
    }
  }

  private static String purpose(String kid) {
    return "tool-key-" + kid;
  }
}
