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
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Lti;

/** The requests that wait for a teacher's choice, each bound to one visit for an hour (DL-13). */
@Singleton
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

  @Transactional
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
    row.acceptsLinks = settings.acceptsLinks();
    row.acceptMultiple = settings.acceptMultiple();
    row.acceptLineitem = settings.acceptLineItem();
    row.created = now;
    row.expires = now.plus(LIFE);
    manager.persist(row);
    manager
        .createQuery("delete from DeepLinkingRow where expires < :past")
        .setParameter("past", now.minus(LIFE))
        .executeUpdate();
    return new DeepLinkingId(row.id);
  }
}
