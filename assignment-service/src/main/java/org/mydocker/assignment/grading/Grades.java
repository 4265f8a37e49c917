package org.mydocker.assignment.grading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/** The grades of all assignments, one a person. */
@Singleton
public class Grades {

  private final Rows rows;

  @Inject
  public Grades(Rows rows) {
    this.rows = rows;
  }

  public Optional<Graded> find(ActivityId assignment, PersonId person) {
    return rows.in(manager -> row(manager, assignment, person).map(GradeRow::grade));
  }

  public List<Graded> of(ActivityId assignment) {
    return rows.in(
        manager ->
            manager
                .createQuery("from GradeRow where assignment = :assignment", GradeRow.class)
                .setParameter("assignment", assignment.value())
                .getResultStream()
                .map(GradeRow::grade)
                .toList());
  }

  void set(ActivityId assignment, Graded grade) {
    rows.run(
        manager -> {
          GradeRow row =
              row(manager, assignment, grade.person())
                  .orElseGet(() -> new GradeRow(assignment.value(), grade.person()));
          row.set(grade);
          manager.persist(row);
        });
  }

  private static Optional<GradeRow> row(
      EntityManager manager, ActivityId assignment, PersonId person) {
    return manager
        .createQuery(
            "from GradeRow where assignment = :assignment and person = :person", GradeRow.class)
        .setParameter("assignment", assignment.value())
        .setParameter("person", person.value())
        .getResultStream()
        .findFirst();
  }
}
