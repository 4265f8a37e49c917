package org.mydocker.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.roster.Roster;
import org.mydocker.web.housekeeping.Sweeper;

/**
 * The visits of all browsers (WEB-01): idle at most two hours, twelve in all (SES-12). A row is
 * remembered for a few seconds, so that a page with ten requests asks the database once; another
 * instance's change counts after that.
 */
@ApplicationScoped
class VisitStore implements Sweeper {

  static final Duration IDLE = Duration.ofHours(2);
  static final Duration ABSOLUTE = Duration.ofHours(12);
  private static final Duration REMEMBERED = Duration.ofSeconds(3);
  private static final Duration TOUCH = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;

  private final Map<UUID, Seen> seen = new ConcurrentHashMap<>();
  private Clock clock;
  private Roster roster;

  @PersistenceContext(unitName = "site")
  private EntityManager rows;

  protected VisitStore() {}

  @Inject
  VisitStore(Clock clock, Roster roster) {
    this.clock = clock;
    this.roster = roster;
  }

  /** Writes a new visit; the returned secret goes to the browser and nowhere else. */
  @Transactional
  OpenVisit begin(Viewer viewer, Optional<Presentation> presentation) {
    Instant now = clock.instant();
    String secret = Secrets.fresh();
    VisitRow row =
        new VisitRow(VisitId.random(), secret, viewer, presentation, now, now.plus(ABSOLUTE));
    rows.persist(row);
    return OpenVisit.of(row, viewer, secret);
  }

  /** The visit, if it is alive and that is its secret. */
  @Transactional
  Optional<OpenVisit> find(VisitId id, String secret) {
    Instant now = clock.instant();
    Seen known = seen.get(id.value());
    if (known == null || known.at.plus(REMEMBERED).isBefore(now)) {
      VisitRow row = rows.find(VisitRow.class, id.value());
      if (row == null) {
        return Optional.empty();
      }
      if (row.lastUsed.plus(TOUCH).isBefore(now) && row.lastUsed.plus(IDLE).isAfter(now)) {
        row.lastUsed = now;
      }
      known = new Seen(row, row.viewer(roster), now);
      if (seen.size() >= MOST_REMEMBERED) {
        seen.clear();
      }
      seen.put(id.value(), known);
    }
    VisitRow row = known.row;
    boolean alive = row.ends.isAfter(now) && row.lastUsed.plus(IDLE).isAfter(now);
    return alive && Secrets.same(row.secretHash, Secrets.hash(secret))
        ? Optional.of(OpenVisit.of(row, known.viewer, secret))
        : Optional.empty();
  }

  /** A living visit, without its secret. */
  @Transactional
  Optional<OpenVisit> alive(VisitId id) {
    Instant now = clock.instant();
    return Optional.ofNullable(rows.find(VisitRow.class, id.value()))
        .filter(row -> row.ends.isAfter(now) && row.lastUsed.plus(IDLE).isAfter(now))
        .map(row -> OpenVisit.of(row, row.viewer(roster), ""));
  }

  @Transactional
  void end(VisitId id) {
    rows.createQuery("delete from VisitRow v where v.id = :id")
        .setParameter("id", id.value())
        .executeUpdate();
    seen.remove(id.value());
  }

  @Transactional
  void endAll(TenantId tenant) {
    rows.createQuery("delete from VisitRow v where v.tenant = :tenant")
        .setParameter("tenant", tenant.value())
        .executeUpdate();
    seen.clear();
  }

  @Override
  public String swept() {
    return "visits that ended";
  }

  @Override
  @Transactional
  public int sweep() {
    return rows.createQuery("delete from VisitRow v where v.ends < :now or v.lastUsed < :idle")
        .setParameter("now", clock.instant())
        .setParameter("idle", clock.instant().minus(IDLE))
        .executeUpdate();
  }

  private record Seen(VisitRow row, Viewer viewer, Instant at) {}
}
