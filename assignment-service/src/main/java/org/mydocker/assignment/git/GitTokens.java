package org.mydocker.assignment.git;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/**
 * Tokens for {@code git}: 256 random bits, shown once, kept as a SHA-256 (SAFE-09). One is alive
 * for each person and assignment; making another ends it.
 */
@Singleton
public class GitTokens {

  private static final Duration LIFE = Duration.ofDays(180);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Rows rows;
  private final Clock clock;

  @Inject
  public GitTokens(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * What a token opens.
   *
   * @param from the laptop, the person's own session, which needs no token, or a teacher who brings
   *     the material
   */
  record Opens(ActivityId assignment, PersonId person, boolean staff, GitGrant.From from) {}

  /** Makes a new one and returns it, for the only time. */
  public String make(ActivityId assignment, PersonId person, boolean staff) {
    return make(assignment, person, staff, false);
  }

  /** The same for a teacher to push the material with. */
  public String makeForMaterial(ActivityId assignment, PersonId teacher) {
    return make(assignment, teacher, true, true);
  }

  private String make(ActivityId assignment, PersonId person, boolean staff, boolean hosted) {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    rows.run(
        manager -> {
          revoke(manager, assignment, person, staff, hosted);
          TokenRow row = new TokenRow();
          row.id = UUID.randomUUID();
          row.hash = hash(token);
          row.assignment = assignment.value();
          row.person = person.value();
          row.staff = staff;
          row.hosted = hosted;
          row.created = clock.instant();
          row.ends = row.created.plus(LIFE);
          manager.persist(row);
        });
    return token;
  }

  public void revoke(ActivityId assignment, PersonId person, boolean staff) {
    rows.run(manager -> revoke(manager, assignment, person, staff, false));
  }

  public void revokeForMaterial(ActivityId assignment, PersonId teacher) {
    rows.run(manager -> revoke(manager, assignment, teacher, true, true));
  }

  /** Until when the person's token works, if there is one. */
  public Optional<Instant> alive(ActivityId assignment, PersonId person, boolean staff) {
    return alive(assignment, person, staff, false);
  }

  public Optional<Instant> aliveForMaterial(ActivityId assignment, PersonId teacher) {
    return alive(assignment, teacher, true, true);
  }

  private Optional<Instant> alive(
      ActivityId assignment, PersonId person, boolean staff, boolean hosted) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "select ends from TokenRow where assignment = :assignment"
                        + " and person = :person and staff = :staff and hosted = :hosted"
                        + " and revoked = false and ends > :now",
                    Instant.class)
                .setParameter("assignment", assignment.value())
                .setParameter("person", person.value())
                .setParameter("staff", staff)
                .setParameter("hosted", hosted)
                .setParameter("now", clock.instant())
                .getResultStream()
                .findFirst());
  }

  Optional<Opens> find(String token) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from TokenRow where hash = :hash and revoked = false and ends > :now",
                    TokenRow.class)
                .setParameter("hash", hash(token))
                .setParameter("now", clock.instant())
                .getResultStream()
                .findFirst()
                .map(
                    row ->
                        new Opens(
                            new ActivityId(row.assignment),
                            new PersonId(row.person),
                            row.staff,
                            row.hosted ? GitGrant.From.TEACHER : GitGrant.From.LAPTOP)));
  }

  private static void revoke(
      EntityManager manager,
      ActivityId assignment,
      PersonId person,
      boolean staff,
      boolean hosted) {
    manager
        .createQuery(
            "update TokenRow set revoked = true where assignment = :assignment"
                + " and person = :person and staff = :staff and hosted = :hosted")
        .setParameter("assignment", assignment.value())
        .setParameter("person", person.value())
        .setParameter("staff", staff)
        .setParameter("hosted", hosted)
        .executeUpdate();
  }

  private static String hash(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
