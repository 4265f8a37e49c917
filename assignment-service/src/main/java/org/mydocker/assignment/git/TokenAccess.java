package org.mydocker.assignment.git;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.catalogue.FileRules;
import org.mydocker.assignment.handin.Door;
import org.mydocker.assignment.handin.HandingIn;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileTree;
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
 * which it began and ended here; one that ends too late says so. After the cut-off the repository
 * can be read and takes no push.
 */
@Singleton
public class TokenAccess implements GitAccess, PushListener {

  private static final String NOT_HANDED_IN =
      "NOT handed in: this push ended after the cut-off. It is kept on the branch as work only.";

  private final GitCallers callers;
  private final Assignments assignments;
  private final AssignmentDoor door;
  private final Beginning beginning;
  private final StudentWorks works;
  private final HandingIn handingIn;
  private final HostedMaterial hosted;
  private final Clock clock;

  @Inject
  public TokenAccess(
      GitCallers callers,
      Assignments assignments,
      AssignmentDoor door,
      Beginning beginning,
      StudentWorks works,
      HandingIn handingIn,
      HostedMaterial hosted,
      Clock clock) {
    this.callers = callers;
    this.assignments = assignments;
    this.door = door;
    this.beginning = beginning;
    this.works = works;
    this.handingIn = handingIn;
    this.hosted = hosted;
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
            .filter(known -> names(request.getPathInfo(), known, opens.from()))
            .map(known -> door.extended(known, opens.person()))
            .orElseThrow(() -> new GitRefused(GitRefused.Reason.UNKNOWN, "not found"));
    if (opens.from() == GitGrant.From.TEACHER) {
      return hosted
          .grant(assignment, opens.person())
          .orElseThrow(
              () -> new GitRefused(GitRefused.Reason.FORBIDDEN, "this is for its teachers"));
    }
    Instant now = clock.instant();
    Viewer holder = holder(opens, assignment);
    Subject own = assignment.subject(opens.person(), now);
    if (!Access.decide(holder, Act.USE_OWN_REPOSITORY, own).allowed()) {
      throw new GitRefused(GitRefused.Reason.FORBIDDEN, "this assignment is not open yet");
    }
    StudentWork work = beginning.of(assignment, opens.person(), opens.staff());
    boolean open = Access.decide(holder, Act.HAND_IN, own).allowed();
    return new GitGrant(
        work.repository(), BranchName.MAIN, open, false, opens.from(), Optional.empty());
  }

  @Override
  public Optional<String> onPush(GitGrant grant, ObjectId commit, Instant begun, Instant ended) {
    if (grant.from() == GitGrant.From.TEACHER) {
      hosted.pushed(grant, commit);
      return Optional.empty();
    }
    StudentWork work = works.find(grant.repository()).orElseThrow();
    Door by = grant.from() == GitGrant.From.SESSION ? Door.TERMINAL : Door.GIT;
    return handingIn.pushed(assignment(work), work, commit, by, begun, ended).isPresent()
        ? Optional.empty()
        : Optional.of(NOT_HANDED_IN);
  }

  @Override
  public Optional<String> objection(GitGrant grant, Repository received, ObjectId commit)
      throws IOException {
    if (grant.from() == GitGrant.From.TEACHER) {
      return hosted.objection(received, commit);
    }
    StudentWork work = works.find(grant.repository()).orElseThrow();
    FileRules rules = assignment(work).details().files();
    return rules.tooLarge(sizes(received, commit)).map(TokenAccess::said);
  }

  private Assignment assignment(StudentWork work) {
    return door.extended(assignments.find(work.assignment()).orElseThrow(), work.person());
  }

  private static List<FileRules.Sized> sizes(Repository received, ObjectId commit)
      throws IOException {
    List<FileRules.Sized> sizes = new ArrayList<>();
    try (ObjectReader reader = received.newObjectReader()) {
      for (Map.Entry<String, FileTree.Leaf> file :
          FileTree.read(reader, Commits.treeOf(received, commit)).files().entrySet()) {
        long size = reader.getObjectSize(file.getValue().blob(), Constants.OBJ_BLOB);
        sizes.add(new FileRules.Sized(file.getKey(), size));
      }
    }
    return sizes;
  }

  private static String said(FileRules.TooLarge broken) {
    String limit = (broken.limit() >> 20) + " MB";
    return broken.together()
        ? "all files together are larger than the " + limit + " of this assignment"
        : broken.path() + " is larger than the " + limit + " of this assignment";
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
  private static boolean names(String path, Assignment assignment, GitGrant.From from) {
    String name =
        from == GitGrant.From.TEACHER ? HostedMaterial.name(assignment) : assignment.id() + ".git";
    return path != null && path.startsWith("/" + name + "/");
  }
}
