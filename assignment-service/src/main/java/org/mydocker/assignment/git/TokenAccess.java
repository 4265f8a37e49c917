package org.mydocker.assignment.git;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.handin.HandingIn;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.http.GitAccess;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.assignment.repository.http.GitRefused;
import org.mydocker.assignment.repository.http.PushListener;
import org.mydocker.assignment.work.Beginning;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;

/**
 * Opens a student's repository to the token that the student made for it and to the student's own
 * session, and to nothing else (SAFE-09); an accepted push is a hand-in (ACT-08), at the time at
 * which it began and ended here. After the cut-off the repository can be read and takes no push.
 */
@Singleton
public class TokenAccess implements GitAccess, PushListener {

  private final GitCallers callers;
  private final Assignments assignments;
  private final Beginning beginning;
  private final StudentWorks works;
  private final HandingIn handingIn;
  private final Clock clock;

  @Inject
  public TokenAccess(
      GitCallers callers,
      Assignments assignments,
      Beginning beginning,
      StudentWorks works,
      HandingIn handingIn,
      Clock clock) {
    this.callers = callers;
    this.assignments = assignments;
    this.beginning = beginning;
    this.works = works;
    this.handingIn = handingIn;
    this.clock = clock;
  }

  @Override
  public GitGrant grant(HttpServletRequest request) {
    GitTokens.Opens opens =
        callers
            .of(request)
            .orElseThrow(
                () ->
                    new GitRefused(
                        GitRefused.Reason.UNAUTHENTICATED,
                        "use the token that the assignment's page shows as the password"));
    Assignment assignment =
        assignments
            .find(opens.assignment())
            .filter(known -> names(request.getPathInfo(), known))
            .orElseThrow(() -> new GitRefused(GitRefused.Reason.UNKNOWN, "not found"));
    Instant now = clock.instant();
    Viewer holder = holder(opens, assignment);
    Subject own = assignment.subject(opens.person(), now);
    if (!Access.decide(holder, Act.USE_OWN_REPOSITORY, own).allowed()) {
      throw new GitRefused(GitRefused.Reason.FORBIDDEN, "this assignment is not open yet");
    }
    StudentWork work = beginning.of(assignment, opens.person(), opens.staff());
    boolean open = Access.decide(holder, Act.HAND_IN, own).allowed();
    return new GitGrant(work.repository(), BranchName.MAIN, open, false);
  }

  @Override
  public void onPush(GitGrant grant, ObjectId commit, Instant begun, Instant ended) {
    StudentWork work = works.find(grant.repository()).orElseThrow();
    Assignment assignment = assignments.find(work.assignment()).orElseThrow();
    handingIn.pushed(assignment, work, commit, begun, ended);
  }

  /** A token is its maker, in the role in which it was made: as a student, or as staff. */
  private static Viewer holder(GitTokens.Opens opens, Assignment assignment) {
    return new Viewer(
        opens.person(),
        assignment.tenant(),
        Optional.of(assignment.course()),
        opens.staff() ? Role.GRADER : Role.STUDENT,
        Set.of(),
        Locale.ROOT);
  }

  /** What opens one assignment opens no other one's address, even of the same student. */
  private static boolean names(String path, Assignment assignment) {
    return path != null && path.startsWith("/" + assignment.id() + ".git/");
  }
}
