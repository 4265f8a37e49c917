package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.people.PersonId;

/** The record of everyone's work. */
@Singleton
public class StudentWorks {

  private static final int MOST_NOTES = 200;

  private final Rows rows;

  @Inject
  public StudentWorks(Rows rows) {
    this.rows = rows;
  }

  public Optional<StudentWork> find(Assignment assignment, PersonId person, boolean staff) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from WorkRow where assignment = :assignment and person = :person"
                        + " and staff = :staff",
                    WorkRow.class)
                .setParameter("assignment", assignment.id().value())
                .setParameter("person", person.value())
                .setParameter("staff", staff)
                .getResultStream()
                .findFirst()
                .map(row -> row.work(assignment.material())));
  }

  /** Which assignment a repository's work belongs to, and whose it is. */
  public Optional<StudentWork> find(StudentRepositoryId repository) {
    return rows.in(
        manager ->
            manager
                .createQuery("from WorkRow where repository = :repository", WorkRow.class)
                .setParameter("repository", repository.value())
                .getResultStream()
                .findFirst()
                .map(row -> row.work(repository.material())));
  }

  /** Everyone's, students' and staff's. */
  public List<StudentWork> of(Assignment assignment) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from WorkRow where assignment = :assignment order by created", WorkRow.class)
                .setParameter("assignment", assignment.id().value())
                .getResultStream()
                .map(row -> row.work(assignment.material()))
                .toList());
  }

  void add(StudentWork work, Instant created) {
    rows.run(manager -> manager.persist(new WorkRow(work, created)));
  }

  /** The working copy now has that version; the notes take the place of earlier ones, if any. */
  void broughtUpToDate(UUID work, int version, Instant now, List<Note> notes) {
    rows.run(
        manager -> {
          WorkRow row = manager.find(WorkRow.class, work);
          row.handedOut = version;
          row.opened = row.opened == null ? now : row.opened;
          if (!notes.isEmpty()) {
            manager
                .createQuery("delete from NoteRow where work = :work")
                .setParameter("work", work)
                .executeUpdate();
            for (int place = 0; place < Math.min(notes.size(), MOST_NOTES); place++) {
              manager.persist(new NoteRow(work, place, notes.get(place)));
            }
          }
        });
  }

  public void saved(UUID work, Optional<Instant> newest) {
    newest.ifPresent(time -> rows.run(manager -> manager.find(WorkRow.class, work).saved = time));
  }

  /** What the last update that had something to say said. */
  public List<Note> notes(UUID work) {
    return rows.in(
        manager ->
            manager
                .createQuery("from NoteRow where work = :work order by place", NoteRow.class)
                .setParameter("work", work)
                .getResultStream()
                .map(NoteRow::note)
                .toList());
  }
}
