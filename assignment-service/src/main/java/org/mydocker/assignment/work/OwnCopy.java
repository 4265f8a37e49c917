package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.workspace.Workspaces;

/** A person's own files as they are now, to take home (ACT-07). */
@Singleton
public class OwnCopy {

  private final Beginning beginning;
  private final WorkingCopies workingCopies;
  private final Workspaces workspaces;
  private final Repositories repositories;

  @Inject
  public OwnCopy(
      Beginning beginning,
      WorkingCopies workingCopies,
      Workspaces workspaces,
      Repositories repositories) {
    this.beginning = beginning;
    this.workingCopies = workingCopies;
    this.workspaces = workspaces;
    this.repositories = repositories;
  }

  /** Whose repository has them, in which commit. */
  public record Now(StudentWork work, ObjectId commit) {}

  /** The working copy's files; the branch's, where the environment was never opened. */
  public Now now(Assignment assignment, PersonId person, Role role) {
    StudentWork work = beginning.of(assignment, person, role.staff());
    Optional<EnvironmentId> environment = assignment.details().environment();
    ObjectId commit =
        environment.isPresent() && work.opened().isPresent()
            ? snapshot(assignment, work, environment.get(), role)
            : branch(work);
    return new Now(work, commit);
  }

  private ObjectId snapshot(
      Assignment assignment, StudentWork work, EnvironmentId environment, Role role) {
    SessionKey key = new SessionKey(work.person(), environment, Optional.of(assignment.id()), role);
    return workingCopies.alone(
        assignment,
        work.person(),
        work.staff(),
        () ->
            workingCopies
                .snapshot(assignment, work, workspaces.home(key), workspaces, IgnoredPaths.NONE)
                .commit());
  }

  private ObjectId branch(StudentWork work) {
    return repositories.reading(
        work.repository(),
        repository -> Refs.at(repository, repository.getFullBranch()).orElseThrow());
  }
}
