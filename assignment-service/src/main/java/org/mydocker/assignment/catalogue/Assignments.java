package org.mydocker.assignment.catalogue;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.workspace.FolderName;

/** All assignments. Says nothing about who may see one: that is {@link AssignmentDoor}'s. */
@Singleton
public class Assignments {

  private static final int MOST_TO_COPY = 200;

  private final Rows rows;

  @Inject
  public Assignments(Rows rows) {
    this.rows = rows;
  }

  public Optional<Assignment> find(ActivityId id) {
    return rows.in(manager -> row(manager, id).map(AssignmentRow::assignment));
  }

  /** The assignments of a course, by due date and then by title; those without a date last. */
  public List<Assignment> of(CourseId course) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from AssignmentRow where course = :course"
                        + " order by due asc nulls last, title, id",
                    AssignmentRow.class)
                .setParameter("course", course.value())
                .getResultStream()
                .map(AssignmentRow::assignment)
                .toList());
  }

  public List<Assignment> all() {
    return rows.in(
        manager ->
            manager
                .createQuery("from AssignmentRow order by created", AssignmentRow.class)
                .getResultStream()
                .map(AssignmentRow::assignment)
                .toList());
  }

  /** Those whose due date, or an extension of it, is between those moments. */
  public List<Assignment> dueBetween(Instant from, Instant to) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from AssignmentRow a where (a.due > :from and a.due <= :to)"
                        + " or (a.due <= :to and a.id in (select e.assignment from ExtensionRow e"
                        + " where e.ends > :from and e.ends <= :to))",
                    AssignmentRow.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .map(AssignmentRow::assignment)
                .toList());
  }

  public void add(Assignment assignment) {
    rows.run(manager -> manager.persist(new AssignmentRow(assignment)));
  }

  /** That folder name, or the first of NAME-2, NAME-3 and so on that no assignment has. */
  FolderName free(FolderName wanted) {
    List<String> taken =
        rows.in(
            manager ->
                manager
                    .createQuery(
                        "select folder from AssignmentRow"
                            + " where folder = :wanted or folder like :numbered",
                        String.class)
                    .setParameter("wanted", wanted.value())
                    .setParameter("numbered", wanted.value() + "-%")
                    .getResultList());
    return Stream.iterate(1, number -> number + 1)
        .map(number -> number == 1 ? wanted : new FolderName(wanted + "-" + number))
        .filter(name -> !taken.contains(name.value()))
        .findFirst()
        .orElseThrow();
  }

  public void change(ActivityId id, Details details) {
    rows.run(manager -> row(manager, id).orElseThrow().change(details));
  }

  /**
   * Keeps where the grades of an assignment go.
   *
   * @return whether that is news
   */
  public boolean learnColumn(ActivityId id, ColumnId column) {
    return rows.in(
        manager -> {
          AssignmentRow row = row(manager, id).orElseThrow();
          boolean news = !column.value().equals(row.gradeColumn);
          row.gradeColumn = column.value();
          return news;
        });
  }

  /** The repository to which the teachers push the material, if one was asked for. */
  public Optional<StudentRepositoryId> hosted(ActivityId id) {
    return rows.in(
        manager ->
            row(manager, id)
                .filter(row -> row.hosted != null)
                .map(row -> new StudentRepositoryId(new MaterialId(row.material), row.hosted)));
  }

  public void host(ActivityId id, StudentRepositoryId repository) {
    rows.run(manager -> row(manager, id).orElseThrow().hosted = repository.value());
  }

  public Optional<Assignment> hostedIn(StudentRepositoryId repository) {
    return rows.in(
        manager ->
            manager
                .createQuery("from AssignmentRow where hosted = :hosted", AssignmentRow.class)
                .setParameter("hosted", repository.value())
                .getResultStream()
                .findFirst()
                .map(AssignmentRow::assignment));
  }

  /** What a teacher may want to copy: of that course, and made by that person elsewhere. */
  public List<Assignment> copyable(CourseId course, PersonId teacher) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from AssignmentRow where course = :course or createdBy = :teacher"
                        + " order by created desc",
                    AssignmentRow.class)
                .setParameter("course", course.value())
                .setParameter("teacher", teacher.value())
                .setMaxResults(MOST_TO_COPY)
                .getResultStream()
                .map(AssignmentRow::assignment)
                .toList());
  }

  private static Optional<AssignmentRow> row(EntityManager manager, ActivityId id) {
    return Optional.ofNullable(manager.find(AssignmentRow.class, id.value()));
  }
}
