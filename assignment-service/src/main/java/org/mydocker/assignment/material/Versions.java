package org.mydocker.assignment.material;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;

/** The record of handout versions. */
@Singleton
public class Versions {

  private final Rows rows;

  @Inject
  public Versions(Rows rows) {
    this.rows = rows;
  }

  /** Newest first. */
  public List<Version> of(ActivityId assignment) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from VersionRow where assignment = :assignment order by number desc",
                    VersionRow.class)
                .setParameter("assignment", assignment.value())
                .getResultStream()
                .map(VersionRow::version)
                .toList());
  }

  public void add(ActivityId assignment, Version version) {
    rows.run(manager -> manager.persist(new VersionRow(assignment.value(), version)));
  }
}
