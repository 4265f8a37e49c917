package org.mydocker.assignment.catalogue;

import java.time.Instant;
import java.util.Optional;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.workspace.FolderName;

/**
 * An assignment of one course. Its id is random and is what launches and sessions call it by; its
 * folder name is fixed when it is made (ACT-04).
 *
 * @param column where its grades go on the platform, once a launch has told
 */
public record Assignment(
    ActivityId id,
    TenantId tenant,
    CourseId course,
    MaterialId material,
    FolderName folder,
    Details details,
    Optional<ColumnId> column,
    Instant created,
    PersonId createdBy) {

  public String title() {
    return details.title();
  }

  public Schedule schedule() {
    return details.schedule();
  }

  /** The same for who has time until that moment. */
  public Assignment extended(Instant until) {
    return new Assignment(
        id,
        tenant,
        course,
        material,
        folder,
        details.with(details.schedule().extended(until)),
        column,
        created,
        createdBy);
  }

  /** The assignment as what staff act on. */
  public Subject subject() {
    return Subject.ofCourse("assignment", id.toString(), course);
  }

  /** One person's part of it. */
  public Subject subject(PersonId owner) {
    return Subject.ofPerson("assignment", id.toString(), course, owner);
  }

  /** One person's part of it, as it may be used at a moment. */
  public Subject subject(PersonId owner, Instant now) {
    return subject(owner).at(schedule().when(now));
  }
}
