package org.mydocker.lti.deeplink;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.lti.deeplink.DeepLinkingRefused.Reason;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Lti;

/** The requests that wait for a teacher's choice, each bound to one visit for an hour (DL-13). */
@Singleton
@Transactional
public class DeepLinkingRequests {

  private static final Duration LIFE = Duration.ofMinutes(60);

  private final EntityManager manager;
  private final Clock clock;

  @Inject
  DeepLinkingRequests(@Lti EntityManager manager) {
    this(manager, Clock.systemUTC());
  }

  public DeepLinkingRequests(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  public DeepLinkingId add(
      Deployment deployment, Viewer teacher, VisitId visit, DeepLinkingSettings settings) {
    Instant now = clock.instant();
    DeepLinkingRow row = new DeepLinkingRow();
    row.id = UUID.randomUUID();
    row.registration = deployment.registration().value();
    row.deployment = deployment.key().value();
    row.course = teacher.course().map(CourseId::value).orElse(null);
    row.person = teacher.person().value();
    row.visit = visit.value();
    row.returnUrl = settings.returnUrl();
    row.data =
        settings
            .data()
            .map(d -> Base64.getEncoder().encodeToString(d.getBytes(StandardCharsets.UTF_8)))
            .orElse(null);
    row.accept(settings.accepts());
    row.autoCreate = settings.autoCreate();
    row.created = now;
    row.expires = now.plus(LIFE);
    manager.persist(row);
    manager
        .createQuery("delete from DeepLinkingRow where expires < :past")
        .setParameter("past", now.minus(LIFE))
        .executeUpdate();
    return new DeepLinkingId(row.id);
  }

  /** Looks at a request of this visit without answering it; throws {@link DeepLinkingRefused}. */
  public DeepLinkingRow open(DeepLinkingId id, Viewer teacher, VisitId visit) {
    DeepLinkingRow row = manager.find(DeepLinkingRow.class, id.value());
    if (row == null) {
      throw new DeepLinkingRefused(Reason.UNKNOWN);
    }
    boolean yours =
        row.person.equals(teacher.person().value())
            && row.visit.equals(visit.value())
            && teacher.course().map(CourseId::value).filter(c -> c.equals(row.course)).isPresent();
    if (!yours) {
      throw new DeepLinkingRefused(Reason.NOT_YOURS);
    }
    if (row.answered != null) {
      throw new DeepLinkingRefused(Reason.ANSWERED);
    }
    if (!row.expires.isAfter(clock.instant())) {
      throw new DeepLinkingRefused(Reason.EXPIRED);
    }
    return row;
  }

  /** Of several who answer at once, one may. */
  public void answered(DeepLinkingRow row) {
    int marked =
        manager
            .createQuery(
                "update DeepLinkingRow set answered = :now where id = :id and answered is null")
            .setParameter("now", clock.instant())
            .setParameter("id", row.id)
            .executeUpdate();
    if (marked == 0) {
      throw new DeepLinkingRefused(Reason.ANSWERED);
    }
  }
}
