package org.mydocker.broker.start;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.SessionId;

/**
 * A port of the gateway for each session, where they have no names of their own (GATE-03). It is a
 * session's as long as that has not ended: a stop frees it by itself. A session that starts again
 * gets its old one if nobody took it, and another takes the one that was unused for longest, so
 * that a browser seldom meets another session at an origin that it knows.
 */
public final class GatePorts {

  private static final int ATTEMPTS = 20;
  private static final int NONE = 0;
  private static final int RACED = -1;

  private final Transactions transactions;
  private final InstantSource clock;
  private final int first;
  private final int last;

  public GatePorts(Transactions transactions, InstantSource clock, int first, int last) {
    this.transactions = transactions;
    this.clock = clock;
    this.first = first;
    this.last = last;
  }

  /** The session's port; empty if all are taken. */
  public Optional<Integer> reserve(SessionId session) {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = attempt(session.value());
      if (port != RACED) {
        return Optional.of(port).filter(found -> found != NONE);
      }
    }
    return Optional.empty();
  }

  private int attempt(UUID session) {
    try {
      return transactions.in(rows -> reserve(rows, session));
    } catch (PersistenceException anotherWasFaster) {
      return RACED;
    }
  }

  private int reserve(EntityManager rows, UUID session) {
    Optional<GatePortRow> own =
        rows.createQuery("select p from GatePortRow p where p.session = :s", GatePortRow.class)
            .setParameter("s", session)
            .getResultStream()
            .findFirst();
    if (own.isPresent() && inRange(own.get().port)) {
      return taken(rows, own.get(), session) ? own.get().port : RACED;
    }
    own.ifPresent(rows::remove);
    rows.flush();
    int fresh = unused(rows);
    if (fresh != NONE) {
      rows.persist(new GatePortRow(fresh, session, clock.instant()));
      rows.flush();
      return fresh;
    }
    Optional<GatePortRow> free = freed(rows);
    if (free.isEmpty()) {
      return NONE;
    }
    return taken(rows, free.get(), session) ? free.get().port : RACED;
  }

  private int unused(EntityManager rows) {
    Set<Integer> used =
        new HashSet<>(
            rows.createQuery("select p.port from GatePortRow p", Integer.class).getResultList());
    return IntStream.rangeClosed(first, last)
        .filter(port -> !used.contains(port))
        .findFirst()
        .orElse(NONE);
  }

  private Optional<GatePortRow> freed(EntityManager rows) {
    return rows.createQuery(
            "select p from GatePortRow p, SessionRow s where s.id = p.session"
                + " and s.state in ('STOPPED', 'FAILED') and p.port between :first and :last"
                + " order by p.since, p.port",
            GatePortRow.class)
        .setParameter("first", first)
        .setParameter("last", last)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private boolean taken(EntityManager rows, GatePortRow seen, UUID session) {
    return rows.createQuery(
                "update GatePortRow p set p.session = :s, p.since = :now, p.uses = :next"
                    + " where p.port = :port and p.uses = :seen")
            .setParameter("s", session)
            .setParameter("now", clock.instant())
            .setParameter("next", seen.uses + 1)
            .setParameter("port", seen.port)
            .setParameter("seen", seen.uses)
            .executeUpdate()
        == 1;
  }

  private boolean inRange(int port) {
    return first <= port && port <= last;
  }

  /** The port that the session has, or had last; none where nobody listens any more. */
  public Optional<Integer> of(SessionId session) {
    return transactions.in(
        rows ->
            rows.createQuery("select p.port from GatePortRow p where p.session = :s", Integer.class)
                .setParameter("s", session.value())
                .getResultStream()
                .filter(this::inRange)
                .findFirst());
  }

  /** Whose the port is, or was last. */
  public Optional<SessionId> at(int port) {
    List<UUID> found =
        transactions.in(
            rows ->
                rows.createQuery(
                        "select p.session from GatePortRow p where p.port = :p", UUID.class)
                    .setParameter("p", port)
                    .getResultList());
    return found.stream().findFirst().map(SessionId::new);
  }
}
