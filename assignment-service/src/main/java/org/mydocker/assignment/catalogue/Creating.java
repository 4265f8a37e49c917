package org.mydocker.assignment.catalogue;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.assignment.material.PublishingMaterial;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Viewer;

/**
 * A teacher makes an assignment in the course of the visit (ACT-01). The material is on disk before
 * the row that names it: who dies in between leaves a repository that nobody can reach.
 */
@Singleton
public class Creating {

  private final Repositories repositories;
  private final PublishingMaterial publishing;
  private final Assignments assignments;
  private final Rows rows;
  private final Clock clock;

  @Inject
  public Creating(
      Repositories repositories,
      PublishingMaterial publishing,
      Assignments assignments,
      Rows rows,
      Clock clock) {
    this.repositories = repositories;
    this.publishing = publishing;
    this.assignments = assignments;
    this.rows = rows;
    this.clock = clock;
  }

  /** The new assignment, and what its first version was made of. */
  public record Created(Assignment assignment, Optional<PublishingMaterial.Made> version) {}

  /** The course in which this viewer may create assignments. */
  public CourseId course(Viewer teacher) {
    CourseId course = teacher.course().orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
    Access.require(
        teacher, Act.EDIT_ASSIGNMENT, Subject.ofCourse("course", course.toString(), course));
    return course;
  }

  /**
   * @throws org.mydocker.assignment.material.UnusableMaterial when the files cannot be handed out;
   *     nothing was made then
   */
  public Created create(Viewer teacher, Details details, MaterialChoice choice, Consent consent) {
    CourseId course = course(teacher);
    MaterialId material = repositories.newMaterial();
    Optional<PublishingMaterial.Made> version = publishing.make(material, choice, consent);
    Assignment assignment =
        rows.in(
            manager -> {
              Assignment fresh =
                  new Assignment(
                      ActivityId.random(),
                      teacher.tenant(),
                      course,
                      material,
                      assignments.free(Folders.of(details.title())),
                      details,
                      Optional.empty(),
                      clock.instant(),
                      teacher.person());
              assignments.add(fresh);
              version.ifPresent(made -> publishing.record(fresh.id(), made, teacher.person()));
              return fresh;
            });
    return new Created(assignment, version);
  }
}
