package org.mydocker.web.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.people.Viewer;

/** The audit log in the database (WHO-02): part of the transaction of what it tells. */
@ApplicationScoped
public class AuditLog implements Audit {

  private Clock clock;

  @PersistenceContext(unitName = "site")
  private EntityManager rows;

  protected AuditLog() {}

  @Inject
  AuditLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  @Transactional
  public void record(Viewer who, Act act, Subject subject, String reason) {
    rows.persist(new AuditEntry(clock.instant(), who, act, subject, reason));
  }

  /** The newest lines first. */
  @Transactional
  public List<AuditEntry> newest(int most) {
    return rows.createQuery("select a from AuditEntry a order by a.at desc", AuditEntry.class)
        .setMaxResults(most)
        .getResultList();
  }
}
