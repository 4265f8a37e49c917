package org.mydocker.broker.rows;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Singleton work among instances that share a database (broker.md ENG-07): one of them holds the
 * lease's row at a time and renews it while it works; when it dies, the next one takes it after the
 * term.
 */
public final class Lease {

  private final Transactions transactions;
  private final InstantSource clock;
  private final String name;
  private final Duration term;
  private final UUID holder = UUID.randomUUID();

  public Lease(Transactions transactions, InstantSource clock, String name, Duration term) {
    this.transactions = transactions;
    this.clock = clock;
    this.name = name;
    this.term = term;
  }

  /** Whether this instance holds it now, having taken or renewed it. */
  public synchronized boolean held() {
    Instant now = clock.instant();
    if (renewed(now)) {
      return true;
    }
    try {
      return transactions.in(
          rows -> {
            if (rows.find(Row.class, name) != null) {
              return false;
            }
            rows.persist(new Row(name, holder, now.plus(term)));
            rows.flush();
            return true;
          });
    } catch (PersistenceException anotherWasFaster) {
      return false;
    }
  }

  private boolean renewed(Instant now) {
    return transactions.in(
        rows ->
            rows.createQuery(
                        "update LeaseRow l set l.holder = :me, l.until = :until"
                            + " where l.name = :name and (l.holder = :me or l.until < :now)")
                    .setParameter("me", holder)
                    .setParameter("until", now.plus(term))
                    .setParameter("name", name)
                    .setParameter("now", now)
                    .executeUpdate()
                == 1);
  }

  /** Who holds it, until when. */
  @Entity(name = "LeaseRow")
  @jakarta.persistence.Table(name = "lease")
  static class Row {
    @Id String name;
    UUID holder;

    @Column(name = "until")
    Instant until;

    protected Row() {}

    Row(String name, UUID holder, Instant until) {
      this.name = name;
      this.holder = holder;
      this.until = until;
    }
  }
}
