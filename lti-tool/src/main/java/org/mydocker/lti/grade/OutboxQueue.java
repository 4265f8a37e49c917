package org.mydocker.lti.grade;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.GradeState.Step;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.lti.platform.Lti;

/**
 * The outbox as the sender sees it. An entry is leased before it is sent, so that two instances do
 * not send it at once, and its timestamp is written down before it leaves, so that the next one is
 * later whatever happens in between (AGS-06).
 */
@Singleton
@Transactional
class OutboxQueue {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration GIVE_UP = Duration.ofDays(7);
  private static final Duration STEP = Duration.ofSeconds(1);

  private final EntityManager manager;
  private final int perSecond;
  private final Clock clock;

  @Inject
  OutboxQueue(
      @Lti EntityManager manager,
      @ConfigProperty(name = "mydocker.lti.scores-per-second", defaultValue = "5") int perSecond) {
    this(manager, perSecond, Clock.systemUTC());
  }

  OutboxQueue(EntityManager manager, int perSecond, Clock clock) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("at least one score in a second may go to a registration");
    }
    this.manager = manager;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** One entry that is due, and whose platform it goes to. */
  record Due(UUID id, UUID registration) {}

  /** One entry on its way. */
  record Leased(
      UUID id,
      long decided,
      ColumnId column,
      PersonId person,
      Optional<Double> points,
      double maximum,
      String comment,
      Instant stamp,
      int attempts,
      int conflicts) {}

  /**
   * What is due: of each registration the oldest, then of each the second, and so on, so that a
   * thousand of one do not stand before the first of another.
   */
  public List<Due> due(int most) {
    return manager
        .createQuery(
            "select o.id, l.registration,"
                + " row_number() over (partition by l.registration order by o.nextAttempt, o.id)"
                + " as place from OutboxRow o, LineItemRow l where l.id = o.lineItem"
                + " and o.step = :queued and o.nextAttempt <= :now"
                + " and (o.leasedUntil is null or o.leasedUntil < :now)"
                + " order by place, o.nextAttempt, o.id",
            Object[].class)
        .setParameter("queued", Step.QUEUED)
        .setParameter("now", clock.instant())
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Due((UUID) row[0], (UUID) row[1]))
        .toList();
  }

  /** Takes the right to send one score to that registration now (AGS-15). */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean mayPost(UUID registration) {
    Instant now = clock.instant();
    manager
        .createNativeQuery(
            "insert into lti.score_pace (registration, last_post, posts) values (?1, ?2, 0)"
                + " on conflict do nothing")
        .setParameter(1, registration)
        .setParameter(2, now)
        .executeUpdate();
    PaceRow row = manager.find(PaceRow.class, registration);
    manager.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    return row.take(now, perSecond);
  }

  /** Empty when another instance has it, or it is not due any more. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Leased> lease(UUID id) {
    Instant now = clock.instant();
    OutboxRow row = locked(id);
    boolean free = row.leasedUntil == null || row.leasedUntil.isBefore(now);
    if (row.step != Step.QUEUED || !free || row.nextAttempt.isAfter(now)) {
      return Optional.empty();
    }
    row.leasedUntil = now.plus(LEASE);
    row.lastStamp = later(now, row.lastStamp);
    return Optional.of(
        new Leased(
            row.id,
            row.decided,
            new ColumnId(row.lineItem),
            new PersonId(row.person),
            Optional.ofNullable(row.points),
            row.maximum,
            row.comment,
            row.lastStamp,
            row.attempts,
            row.conflicts));
  }

  /** The platform has it; a decision made meanwhile stays queued. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void sent(Leased entry) {
    OutboxRow row = released(entry);
    row.everSent = true;
    if (row.decided == entry.decided()) {
      row.become(Step.SENT, "", clock.instant());
    }
  }

  /** The platform will not have it. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void refused(Leased entry, String why) {
    OutboxRow row = released(entry);
    if (row.decided == entry.decided()) {
      row.become(Step.REFUSED, why, clock.instant());
    }
  }

  /** Later again; after seven days not any more. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void postponed(Leased entry, Duration wait, String why) {
    Instant now = clock.instant();
    OutboxRow row = released(entry);
    if (row.decided != entry.decided()) {
      return;
    }
    row.attempts++;
    row.detail = why;
    row.nextAttempt = now.plus(wait);
    if (row.queued.plus(GIVE_UP).isBefore(now)) {
      row.become(Step.DEAD, why, now);
    }
  }

  /** The platform has a later one: the next is later than both clocks (AGS-07). */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void conflicted(Leased entry, Instant platformNow) {
    OutboxRow row = released(entry);
    row.conflicts++;
    row.lastStamp = later(platformNow, row.lastStamp);
    row.nextAttempt = clock.instant().plus(STEP);
  }

  private OutboxRow released(Leased entry) {
    OutboxRow row = locked(entry.id());
    row.leasedUntil = null;
    return row;
  }

  private OutboxRow locked(UUID id) {
    OutboxRow row = manager.find(OutboxRow.class, id);
    manager.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    return row;
  }

  private static Instant later(Instant now, Instant last) {
    return last == null || now.isAfter(last.plus(STEP)) ? now : last.plus(STEP);
  }
}
