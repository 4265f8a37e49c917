package org.mydocker.broker.guests;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.problem.Refusal;

/**
 * The guests of sessions in their rows. All is bound to one run of a session, its generation:
 * started anew it has no guests. Whoever asks whether somebody is a guest asks these rows, so that
 * removing one is felt at once, on every instance.
 */
public final class Guests {

  /** How long a code waits for somebody to take it. */
  public static final Duration CODE = Duration.ofHours(1);

  public static final Duration LONGEST_STAY = Duration.ofHours(8);
  static final int MOST = 10;

  private final Transactions transactions;
  private final InstantSource clock;

  public Guests(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A code that one person can take; it is told here and kept as a hash. */
  public String invite(SessionId session, int generation, Duration stay) {
    Instant now = clock.instant();
    String code = Secret.code();
    transactions.run(
        rows -> {
          if (open(rows, session, generation, now) >= MOST) {
            throw new Refusal("broker.too-many-guests", 409);
          }
          rows.persist(
              new InvitationRow(
                  Secret.hash(code), session.value(), generation, stay, now.plus(CODE)));
        });
    return code;
  }

  /** How many codes nobody took yet. */
  public int open(SessionId session, int generation) {
    return transactions.in(rows -> open(rows, session, generation, clock.instant()));
  }

  private static int open(EntityManager rows, SessionId session, int generation, Instant now) {
    return Math.toIntExact(
        rows.createQuery(
                "select count(i) from InvitationRow i where i.session = :s and i.generation = :g"
                    + " and i.person is null and i.ends > :now",
                Long.class)
            .setParameter("s", session.value())
            .setParameter("g", generation)
            .setParameter("now", now)
            .getSingleResult());
  }

  /** What the code leads to: until it ends, and for who took it longer. */
  public Optional<Invitation> read(String code) {
    return transactions.in(
        rows ->
            Optional.ofNullable(rows.find(InvitationRow.class, Secret.hash(code)))
                .map(InvitationRow::invitation)
                .filter(
                    found -> found.taken().isPresent() || clock.instant().isBefore(found.ends())));
  }

  /** Makes the person a guest by that code; empty if another took it, or it ended. */
  public Optional<Guest> take(String code, PersonId person) {
    String hash = Secret.hash(code);
    return onceMore(
        rows -> {
          Instant now = clock.instant();
          boolean mine =
              rows.createQuery(
                          "update InvitationRow i set i.person = :p"
                              + " where i.hash = :hash and i.person is null and i.ends > :now")
                      .setParameter("p", person.value())
                      .setParameter("hash", hash)
                      .setParameter("now", now)
                      .executeUpdate()
                  == 1;
          if (!mine) {
            return Optional.empty();
          }
          Invitation taken = rows.find(InvitationRow.class, hash).invitation();
          return Optional.of(
              admit(rows, taken.session(), taken.generation(), person, "", now, taken.stay()));
        });
  }

  /** Lets somebody in who says why. */
  public Guest help(
      SessionId session, int generation, PersonId person, String reason, Duration stay) {
    return onceMore(
        rows -> admit(rows, session, generation, person, reason, clock.instant(), stay));
  }

  /** The button was pressed twice, or the row of an earlier visit was just swept away. */
  private <T> T onceMore(Function<EntityManager, T> work) {
    try {
      return transactions.in(work);
    } catch (PersistenceException overtaken) {
      return transactions.in(work);
    }
  }

  private static Guest admit(
      EntityManager rows,
      SessionId session,
      int generation,
      PersonId person,
      String reason,
      Instant now,
      Duration stay) {
    List<GuestRow> known =
        rows.createQuery("select g from GuestRow g where g.session = :s", GuestRow.class)
            .setParameter("s", session.value())
            .getResultList();
    Optional<GuestRow> before =
        known.stream().filter(one -> one.person.equals(person.value())).findFirst();
    long present =
        known.stream()
            .filter(one -> one.generation == generation && one.until.isAfter(now))
            .count();
    if (before.isEmpty() && present >= MOST) {
      throw new Refusal("broker.too-many-guests", 409);
    }
    GuestRow row = before.orElseGet(() -> new GuestRow(session.value(), person.value()));
    row.generation = generation;
    row.reason = reason;
    row.since = now;
    row.until = now.plus(stay);
    if (before.isEmpty()) {
      rows.persist(row);
    }
    return row.guest();
  }

  /** Whether the person is a guest of that run now. */
  public Optional<Guest> find(SessionId session, int generation, PersonId person) {
    return of(session, generation).stream()
        .filter(guest -> guest.person().equals(person))
        .findFirst();
  }

  /** Who is a guest now, whoever came first before. */
  public List<Guest> of(SessionId session, int generation) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select g from GuestRow g where g.session = :s and g.generation = :g"
                        + " and g.until > :now order by g.since, g.id",
                    GuestRow.class)
                .setParameter("s", session.value())
                .setParameter("g", generation)
                .setParameter("now", clock.instant())
                .getResultStream()
                .map(GuestRow::guest)
                .toList());
  }

  /** Shows a guest out; whether there was one. */
  public boolean remove(SessionId session, UUID guest) {
    return transactions.in(
        rows ->
            rows.createQuery("delete from GuestRow g where g.session = :s and g.id = :id")
                    .setParameter("s", session.value())
                    .setParameter("id", guest)
                    .executeUpdate()
                == 1);
  }

  /** The codes that nobody took open nothing any more. */
  public void withdraw(SessionId session) {
    transactions.run(
        rows ->
            rows.createQuery(
                    "delete from InvitationRow i where i.session = :s and i.person is null")
                .setParameter("s", session.value())
                .executeUpdate());
  }

  /** Removes what is over. */
  public void sweep() {
    Instant now = clock.instant();
    transactions.run(
        rows -> {
          rows.createQuery("delete from GuestRow g where g.until < :now")
              .setParameter("now", now)
              .executeUpdate();
          rows.createQuery("delete from InvitationRow i where i.ends < :old")
              .setParameter("old", now.minus(LONGEST_STAY))
              .executeUpdate();
        });
  }
}
