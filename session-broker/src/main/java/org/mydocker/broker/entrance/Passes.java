package org.mydocker.broker.entrance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.mydocker.broker.guests.Guests;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;

/**
 * One-time tickets and the passes that they become (GATE-02, GATE-06); both are kept as hashes. A
 * pass remembers as what a person got it: when the role in that course changes, it opens nothing
 * any more. A guest's opens as long as the person is a guest.
 */
public final class Passes {

  static final Duration TICKET = Duration.ofSeconds(60);

  private final Transactions transactions;
  private final InstantSource clock;
  private final Guests guests;

  public Passes(Transactions transactions, InstantSource clock, Guests guests) {
    this.transactions = transactions;
    this.clock = clock;
    this.guests = guests;
  }

  /** A ticket for this viewer, good once and for a minute. */
  public String ticket(Session session, Viewer viewer) {
    String ticket = Secret.fresh();
    transactions.run(
        rows ->
            rows.persist(
                new TicketRow(
                    Secret.hash(ticket),
                    session.id().value(),
                    viewer.person().value(),
                    viewer.role().name(),
                    viewer.course().map(CourseId::value).orElse(null),
                    clock.instant().plus(TICKET),
                    isGuest(session, viewer))));
    return ticket;
  }

  /** Whether the viewer is in it as a guest alone. */
  private static boolean isGuest(Session session, Viewer viewer) {
    return !Access.decide(viewer, Act.JOIN_SESSION, session.subject(Reach.OWNER)).allowed();
  }

  /** The pass that the ticket becomes; spends it in any case. */
  Optional<String> redeem(Session session, String ticket) {
    String pass = Secret.fresh();
    return transactions.in(
        rows -> {
          TicketRow row = rows.find(TicketRow.class, Secret.hash(ticket));
          boolean mine =
              row != null
                  && rows.createQuery("delete from TicketRow t where t.hash = :hash")
                          .setParameter("hash", row.hash)
                          .executeUpdate()
                      == 1;
          if (!mine
              || !row.session.equals(session.id().value())
              || row.ends.isBefore(clock.instant())) {
            return Optional.empty();
          }
          rows.persist(new PassRow(Secret.hash(pass), row, clock.instant()));
          return Optional.of(pass);
        });
  }

  boolean admits(Session session, String pass) {
    PassRow row = transactions.in(rows -> rows.find(PassRow.class, Secret.hash(pass)));
    return row != null
        && row.session.equals(session.id().value())
        && (!row.guest || present(session, new PersonId(row.person)));
  }

  private boolean present(Session session, PersonId person) {
    return guests.find(session.id(), session.generation(), person).isPresent();
  }

  /** Nothing that was given out for the session opens it any more. */
  public void revoke(SessionId session) {
    transactions.run(
        rows -> {
          rows.createQuery("delete from PassRow p where p.session = :s")
              .setParameter("s", session.value())
              .executeUpdate();
          rows.createQuery("delete from TicketRow t where t.session = :s")
              .setParameter("s", session.value())
              .executeUpdate();
        });
  }

  /** Takes back what the person got in that course as another than what it is now (ROL-09). */
  public List<SessionId> revoke(PersonId person, CourseId course, Role now) {
    return transactions.in(
        rows -> {
          List<PassRow> old =
              rows.createQuery(
                      "select p from PassRow p"
                          + " where p.person = :p and p.course = :c and p.role <> :r",
                      PassRow.class)
                  .setParameter("p", person.value())
                  .setParameter("c", course.value())
                  .setParameter("r", now.name())
                  .getResultList();
          rows.createQuery(
                  "delete from TicketRow t where t.person = :p and t.course = :c and t.role <> :r")
              .setParameter("p", person.value())
              .setParameter("c", course.value())
              .setParameter("r", now.name())
              .executeUpdate();
          old.forEach(rows::remove);
          return old.stream().map(pass -> new SessionId(pass.session)).distinct().toList();
        });
  }

  /** Removes tickets that nobody used. */
  public void sweep() {
    Instant now = clock.instant();
    transactions.run(
        rows ->
            rows.createQuery("delete from TicketRow t where t.ends < :now")
                .setParameter("now", now)
                .executeUpdate());
  }
}
