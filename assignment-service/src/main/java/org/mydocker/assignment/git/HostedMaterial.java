package org.mydocker.assignment.git;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.Finding;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.handout.Handouts;
import org.mydocker.assignment.handout.LintReport;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.assignment.material.PublishingMaterial;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.assignment.rows.Leases;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.roster.Roster;

/**
 * The repository of an assignment's material that teachers push to (ACT-01). Each push that is
 * accepted is the next version; what would ask a question on the page of versions refuses the push
 * with it. History there is the teachers' own and may be replaced; the versions keep theirs
 * (UPD-15).
 */
@Singleton
public class HostedMaterial {

  private static final int MOST_NAMED = 5;

  private final Assignments assignments;
  private final Repositories repositories;
  private final PublishingMaterial publishing;
  private final Leases leases;
  private final Roster roster;

  @Inject
  public HostedMaterial(
      Assignments assignments,
      Repositories repositories,
      PublishingMaterial publishing,
      Leases leases,
      Roster roster) {
    this.assignments = assignments;
    this.repositories = repositories;
    this.publishing = publishing;
    this.leases = leases;
    this.roster = roster;
  }

  /** The last part of its address. */
  public static String name(Assignment assignment) {
    return assignment.id() + "-material.git";
  }

  /** For who holds a teacher's token, as long as that person may change the assignment. */
  Optional<GitGrant> grant(Assignment assignment, PersonId person) {
    Viewer holder =
        new Viewer(
            person,
            assignment.tenant(),
            Optional.of(assignment.course()),
            roster.now(assignment.course(), person, Role.TEACHER),
            java.util.Set.of(),
            java.util.Locale.ROOT);
    return Access.decide(holder, Act.EDIT_ASSIGNMENT, assignment.subject()).allowed()
        ? Optional.of(
            new GitGrant(
                repository(assignment),
                BranchName.MAIN,
                true,
                false,
                GitGrant.From.TEACHER,
                Optional.of(person)))
        : Optional.empty();
  }

  /** Made at the first need of it, with the current version on its branch. */
  private StudentRepositoryId repository(Assignment assignment) {
    return assignments
        .hosted(assignment.id())
        .orElseGet(
            () ->
                leases.holding(
                    assignment.id() + "/material",
                    () -> assignments.hosted(assignment.id()).orElseGet(() -> make(assignment))));
  }

  private StudentRepositoryId make(Assignment assignment) {
    StudentRepositoryId made = repositories.newStudent(assignment.material(), BranchName.MAIN);
    Optional<HandoutVersion> current = new Handouts(repositories).current(assignment.material());
    current.ifPresent(
        version ->
            repositories.changing(
                made,
                repository -> {
                  Refs.create(repository, BranchName.MAIN.ref(), version.commit());
                  return version;
                }));
    assignments.host(assignment.id(), made);
    return made;
  }

  /** What the teacher has to look at before these files are handed out. */
  Optional<String> objection(Repository received, ObjectId commit) {
    LintReport report = publishing.look(received, commit);
    if (report.files() == 0) {
      return Optional.of("there is no file in it");
    }
    if (!report.asks()) {
      return Optional.empty();
    }
    String named =
        report.findings().stream()
            .filter(finding -> finding.kind().asks())
            .limit(MOST_NAMED)
            .map(HostedMaterial::said)
            .collect(Collectors.joining(", "));
    return Optional.of(
        "look at these first: " + named + "; to hand them out, publish on the page of versions");
  }

  private static String said(Finding finding) {
    return finding.path() + " (" + finding.kind().name().toLowerCase(java.util.Locale.ROOT) + ")";
  }

  void pushed(GitGrant grant, ObjectId commit) {
    Assignment assignment = assignments.hostedIn(grant.repository()).orElseThrow();
    publishing
        .make(
            assignment.material(),
            new MaterialChoice.Pushed(grant.repository(), commit),
            Consent.GIVEN)
        .ifPresent(made -> publishing.record(assignment.id(), made, grant.person().orElseThrow()));
  }
}
