package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Puts files in place before an interface is shown: the working copy for who works on an
 * assignment, a submission's files for a grader who reads one. It trusts the key: who may have such
 * a session was decided when it was asked for.
 */
@Singleton
public class AssignmentWorkspaces implements WorkspaceProvider {

  private final Assignments assignments;
  private final WorkingCopies workingCopies;
  private final Readings readings;
  private final ReadingCopies readingCopies;

  @Inject
  public AssignmentWorkspaces(
      Assignments assignments,
      WorkingCopies workingCopies,
      Readings readings,
      ReadingCopies readingCopies) {
    this.assignments = assignments;
    this.workingCopies = workingCopies;
    this.readings = readings;
    this.readingCopies = readingCopies;
  }

  @Override
  public boolean provides(SessionKey key) {
    return key.activity()
        .filter(id -> assignments.find(id).isPresent() || readings.find(id).isPresent())
        .isPresent();
  }

  @Override
  public Optional<String> prepare(SessionKey key, Workspaces workspaces) {
    ActivityId activity = key.activity().orElseThrow();
    Optional<Assignment> assignment = assignments.find(activity);
    if (assignment.isPresent()) {
      return Optional.of(workingCopies.open(assignment.get(), key, workspaces));
    }
    return readings
        .find(activity)
        .filter(reading -> reading.grader().equals(key.person()))
        .map(reading -> readingCopies.open(reading, key, workspaces));
  }

  @Override
  public void keep(SessionKey key, Workspaces workspaces) {
    key.activity()
        .flatMap(assignments::find)
        .ifPresent(assignment -> workingCopies.keep(assignment, key, workspaces));
  }

  @Override
  public boolean reading(SessionKey key) {
    return key.activity().flatMap(readings::find).isPresent();
  }
}
