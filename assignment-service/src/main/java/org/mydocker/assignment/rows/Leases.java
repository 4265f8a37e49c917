package org.mydocker.assignment.rows;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.assignment.repository.RepositoryId;
import org.mydocker.assignment.repository.RepositoryLock;
import org.mydocker.assignment.repository.RepositoryUnavailable;

/**
 * Locks that are rows, so that instances which share the data directory do not cross (DATA-03). A
 * lease is renewed while its holder works and ends by itself soon after its holder died; who waits
 * gives up after a minute. The thread that holds a name may take it again. Never ask from inside a
 * transaction: others would not see the row.
 */
public final class Leases implements RepositoryLock, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Leases.class.getName());
  static final Duration TERM = Duration.ofSeconds(20);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

  private final Rows rows;
  private final Clock clock;
  private final Duration patience;
  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private final Supplier<? extends ScheduledExecutorService> timer;
  private ScheduledFuture<?> renewing; // guarded by this

  private record Held(Thread thread, String holder) {}

  /**
   * @param patience how long to wait for a lease that another one holds
   * @param timer asked for at the first lease
   */
  public Leases(
      Rows rows,
      Clock clock,
      Duration patience,
      Supplier<? extends ScheduledExecutorService> timer) {
    this.rows = rows;
    this.clock = clock;
    this.patience = patience;
    this.timer = timer;
  }

  @Override
  public <T> T holding(RepositoryId id, Supplier<T> work) {
    return holding(id.key(), work);
  }

  /** Works alone under that name, in all instances. */
  public <T> T holding(String name, Supplier<T> work) {
    Held mine = held.get(name);
    if (mine != null && mine.thread().equals(Thread.currentThread())) {
      return work.get();
    }
    keepRenewing();
    String holder = acquire(name);
    held.put(name, new Held(Thread.currentThread(), holder));
    try {
      return work.get();
    } finally {
      held.computeIfPresent(name, (key, now) -> now.holder().equals(holder) ? null : now);
      release(name, holder);
    }
  }

  @Override
  public synchronized void close() {
    if (renewing != null) {
      renewing.cancel(false);
    }
  }

  private synchronized void keepRenewing() {
    if (renewing == null) {
      renewing =
          timer
              .get()
              .scheduleWithFixedDelay(
                  this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private String acquire(String name) {
    String holder = UUID.randomUUID().toString();
    long end = System.nanoTime() + patience.toNanos();
    while (!taken(name, holder)) {
      if (System.nanoTime() > end) {
        throw new RepositoryUnavailable(RepositoryUnavailable.Reason.BUSY, name);
      }
      pause(name);
    }
    return holder;
  }

  private boolean taken(String name, String holder) {
    try {
      return rows.in(manager -> take(manager, name, holder));
    } catch (PersistenceException e) {
      return false; // another instance wrote the same row between our look and our insert
    }
  }

  private boolean take(EntityManager manager, String name, String holder) {
    Instant now = clock.instant();
    LeaseRow row = manager.find(LeaseRow.class, name);
    if (row == null) {
      manager.persist(new LeaseRow(name, holder, now.plus(TERM)));
      manager.flush();
      return true;
    }
    return manager
            .createQuery(
                "update LeaseRow set holder = :holder, ends = :ends"
                    + " where name = :name and ends < :now")
            .setParameter("holder", holder)
            .setParameter("ends", now.plus(TERM))
            .setParameter("name", name)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  private void release(String name, String holder) {
    rows.run(
        manager ->
            manager
                .createQuery("delete from LeaseRow where name = :name and holder = :holder")
                .setParameter("name", name)
                .setParameter("holder", holder)
                .executeUpdate());
  }

  private void renew() {
    Instant ends = clock.instant().plus(TERM);
    held.forEach(
        (name, mine) -> {
          try {
            renew(name, mine.holder(), ends);
          } catch (RuntimeException e) { // which would end the timer; the next time is soon enough
            LOG.log(Level.WARNING, e, () -> "the lease of " + name + " could not be renewed");
          }
        });
  }

  private void renew(String name, String holder, Instant ends) {
    rows.run(
        manager ->
            manager
                .createQuery(
                    "update LeaseRow set ends = :ends where name = :name and holder = :holder")
                .setParameter("ends", ends)
                .setParameter("name", name)
                .setParameter("holder", holder)
                .executeUpdate());
  }

  private static void pause(String name) {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RepositoryUnavailable(RepositoryUnavailable.Reason.BUSY, name, e);
    }
  }
}
