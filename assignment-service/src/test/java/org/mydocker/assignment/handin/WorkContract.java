package org.mydocker.assignment.handin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.catalogue.FileRules;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.material.ArchiveFiles;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.assignment.submission.Submitting;
import org.mydocker.assignment.work.Note;
import org.mydocker.assignment.work.Reading;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.receipt.Receipt;
import org.mydocker.kernel.workspace.FolderName;
import org.mydocker.storage.TestDatabase;

/** A student's way from the first opening to the receipt, on every database. */
abstract class WorkContract {

  private static final Map<String, String> MATERIAL =
      Map.of("tp1/tp.ipynb", "{\"cells\":[]}", "tp1/data.txt", "a\nb\nc\nd\ne\n");

  private final PersonId student = PersonId.random();
  private School school;

  abstract Function<String, TestDatabase> kind();

  @BeforeEach
  void open(@TempDir Path data) {
    school = new School(kind(), data);
  }

  @AfterEach
  void close() {
    school.close();
  }

  @Test
  @Tag("ACT-03")
  @Tag("ACT-04")
  void handsOutAtTheFirstOpeningAndOpensTheOnlyNotebook() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    assertThat(school.opens(assignment, student)).contains("tp-1-regression/tp.ipynb");
    assertThat(school.reads(assignment, student, "data.txt")).contains("a\nb\nc\nd\ne\n");
    assertThat(work(assignment).handedOut()).isEqualTo(1);
  }

  @Test
  @Tag("ACT-04")
  void keepsTheFolderOfTheFirstHandoutWhenTheTitleChanges() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    school.saves(assignment, student, "data.txt", "mine");
    Details old = assignment.details();
    Details renamed =
        new Details(
            "Another title",
            old.instructions(),
            old.environment(),
            old.points(),
            old.schedule(),
            old.files(),
            old.gradesHeld());
    school.assignments.change(assignment.id(), renamed);
    Assignment now = school.assignments.find(assignment.id()).orElseThrow();
    assertThat(now.details().title()).isEqualTo("Another title");
    assertThat(school.opens(now, student)).contains("tp-1-regression/tp.ipynb");
    assertThat(school.workspaces.paths(school.home(now, student), assignment.folder()))
        .containsExactly("data.txt", "tp.ipynb")
        .noneMatch(path -> path.contains(".git"));
    assertThat(school.reads(now, student, "data.txt")).contains("mine");
  }

  @Test
  @Tag("UPD-24")
  void keepsAnIgnoredFileUnderANewNameWhenTheTeacherAddsIt() {
    Assignment made = school.assignment(Schedule.ALWAYS, MATERIAL);
    Details old = made.details();
    Details ignoring =
        new Details(
            old.title(),
            old.instructions(),
            old.environment(),
            old.points(),
            old.schedule(),
            new FileRules(List.of(), List.of("*.log")),
            old.gradesHeld());
    school.assignments.change(made.id(), ignoring);
    Assignment assignment = school.assignments.find(made.id()).orElseThrow();
    school.opens(assignment, student);
    school.saves(assignment, student, "run.log", "mine");
    school.saves(assignment, student, ".gitignore", "*.tmp\n");
    school.saves(assignment, student, "own.tmp", "mine too");
    school.publish(
        assignment,
        Map.of("tp.ipynb", "{\"cells\":[]}", "run.log", "teacher", "own.tmp", "teacher too"));
    school.opens(assignment, student);
    assertThat(school.reads(assignment, student, "run.log")).contains("teacher");
    assertThat(school.reads(assignment, student, "run__20261120100000.log")).contains("mine");
    assertThat(school.reads(assignment, student, "own.tmp")).contains("teacher too");
    assertThat(school.reads(assignment, student, "own__20261120100000.tmp")).contains("mine too");
  }

  @Test
  @Tag("ACT-05")
  void bringsANewVersionAndKeepsWhatTheStudentDid() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    school.saves(assignment, student, "data.txt", "MINE\nb\nc\nd\ne\n");
    school.saves(assignment, student, "new.txt", "mine alone");
    school.publish(
        assignment,
        Map.of("tp.ipynb", "{\"cells\":[]}", "data.txt", "THEIRS\nb\nc\nd\nfixed\n", "x.py", "1"));
    school.opens(assignment, student);
    assertThat(school.reads(assignment, student, "data.txt")).contains("MINE\nb\nc\nd\nfixed\n");
    assertThat(school.reads(assignment, student, "new.txt")).contains("mine alone");
    assertThat(school.reads(assignment, student, "x.py")).contains("1");
    assertThat(school.works.notes(work(assignment).id()))
        .extracting(Note::version, Note::kind, Note::path)
        .containsExactly(tuple(2, "lines_kept", "data.txt"));
  }

  @Test
  @Tag("ACT-05")
  void startsOverWhenSomethingIsSavedInBetween() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    school.publish(assignment, Map.of("tp.ipynb", "{\"cells\":[]}", "data.txt", "a\nb\nc\nd\nE\n"));
    school.workspaces.beforeNextApply(
        () -> school.saves(assignment, student, "data.txt", "A\nb\nc\nd\ne\n"));
    school.opens(assignment, student);
    assertThat(school.reads(assignment, student, "data.txt")).contains("A\nb\nc\nd\nE\n");
    assertThat(work(assignment).handedOut()).isEqualTo(2);
  }

  @Test
  void leavesTheOldCopyWhenTheHomeIsFullAndTriesAgainLater() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    school.publish(assignment, Map.of("tp.ipynb", "{\"cells\":[]}", "data.txt", "new\n"));
    school.workspaces.full(true);
    assertThatThrownBy(() -> school.opens(assignment, student))
        .isInstanceOf(IllegalStateException.class);
    assertThat(school.reads(assignment, student, "data.txt")).contains("a\nb\nc\nd\ne\n");
    assertThat(work(assignment).handedOut()).isEqualTo(1);
    school.workspaces.full(false);
    school.opens(assignment, student);
    assertThat(school.reads(assignment, student, "data.txt")).contains("new\n");
  }

  @Test
  void saysThatNothingIsPublishedYet() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    Assignment empty =
        new Assignment(
            assignment.id(),
            assignment.tenant(),
            assignment.course(),
            school.repositories.newMaterial(),
            assignment.folder(),
            assignment.details(),
            Optional.empty(),
            assignment.created(),
            assignment.createdBy());
    assertThatThrownBy(() -> school.beginning.of(empty, student, false))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.code()).isEqualTo("assignment.no-material"));
  }

  @Test
  void handsInWhatIsOnTheDiskUntrackedFilesIncluded() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    school.saves(assignment, student, "new.txt", "mine");
    HandedIn handedIn = school.handingIn.workingCopy(assignment, student, Role.STUDENT);
    Receipt receipt =
        new Receipts(school.repositories, Optional.empty())
            .of(assignment, work(assignment), handedIn);
    assertThat(receipt.files())
        .extracting(Receipt.File::path)
        .containsExactly("data.txt", "new.txt", "tp.ipynb");
    assertThat(receipt.received()).isEqualTo(school.clock.instant());
    assertThat(handedIn.door()).isEqualTo(Door.ENVIRONMENT);
    assertThat(handedIn.handout()).isEqualTo(1);
  }

  @Test
  @Tag("ACT-11")
  void keepsEverySubmissionAndCountsTheLast() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    HandedIn first = school.handingIn.workingCopy(assignment, student, Role.STUDENT);
    school.saves(assignment, student, "data.txt", "better");
    HandedIn second = school.handingIn.workingCopy(assignment, student, Role.STUDENT);
    assertThat(school.submissions.of(work(assignment).id())).containsExactly(second, first);
    assertThat(second.commit()).isNotEqualTo(first.commit());
  }

  @Test
  void takesLateWorkAsLateAndNothingAfterTheCutOff() {
    Assignment assignment =
        school.assignment(School.dates("2026-12-01T10:00:00Z", "2026-12-02T10:00:00Z"), MATERIAL);
    school.opens(assignment, student);
    school.clock.is("2026-12-01T12:00:00Z");
    HandedIn late = school.handingIn.workingCopy(assignment, student, Role.STUDENT);
    assertThat(late.late()).isEqualTo(Duration.ofHours(2));
    school.clock.is("2026-12-02T10:00:01Z");
    assertThatThrownBy(() -> school.handingIn.workingCopy(assignment, student, Role.STUDENT))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.code()).isEqualTo("access.closed"));
    assertThat(school.submissions.of(work(assignment).id())).containsExactly(late);
  }

  @Test
  void takesAnArchiveAsItIsAndBringsItIntoTheWorkingCopy() throws IOException {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    ArchiveFiles files =
        ArchiveFiles.of(
            school.unpacker, school.upload(student, School.zip(Map.of("top/mine.txt", "x"))));
    HandedIn handedIn =
        school.handingIn.archive(assignment, student, false, files, school.clock.instant());
    assertThat(handedIn.door()).isEqualTo(Door.ARCHIVE);
    assertThat(paths(assignment, handedIn)).containsExactly("mine.txt");
    school.opens(assignment, student);
    assertThat(school.reads(assignment, student, "mine.txt")).contains("x");
    assertThat(school.reads(assignment, student, "data.txt")).isPresent();
  }

  @Test
  void takesAnArchiveByWhenItBeganToComeIn() throws IOException {
    Assignment assignment =
        school.assignment(School.dates("2026-12-01T10:00:00Z", "2026-12-02T10:00:00Z"), MATERIAL);
    ArchiveFiles files =
        ArchiveFiles.of(school.unpacker, school.upload(student, School.zip(Map.of("a", "x"))));
    school.clock.is("2026-12-02T10:04:00Z");
    Instant begun = Instant.parse("2026-12-02T09:59:00Z");
    HandedIn handedIn = school.handingIn.archive(assignment, student, false, files, begun);
    assertThat(handedIn.begun()).isEqualTo(begun);
    Instant late = school.clock.instant();
    assertThatThrownBy(() -> school.handingIn.archive(assignment, student, false, files, late))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void collectsAgainWhereTheDueDateWasMovedAfterItHadPassed() {
    Assignment assignment =
        school.assignment(School.dates("2026-12-01T10:00:00Z", "2026-12-09T10:00:00Z"), MATERIAL);
    AutoCollecting collecting =
        new AutoCollecting(
            school.assignments,
            school.door,
            school.works,
            school.submissions,
            school.workingCopies,
            school.workspaces,
            school.repositories,
            school.leases,
            school.rows,
            school.clock);
    school.opens(assignment, student);
    school.clock.is("2026-12-01T10:01:00Z");
    collecting.collect();
    UUID work = work(assignment).id();
    AutoCollected first = collecting.of(assignment.id()).get(work);

    school.moreTime(assignment, student, "2026-12-03T10:00:00Z");
    school.saves(assignment, student, "data.txt", "after a weekend");
    collecting.collect();
    assertThat(collecting.of(assignment.id())).containsEntry(work, first);

    school.clock.is("2026-12-03T10:01:00Z");
    collecting.collect();
    AutoCollected second = collecting.of(assignment.id()).get(work);
    assertThat(second.commit()).isNotEqualTo(first.commit());
    school.clock.passes(Duration.ofHours(1));
    collecting.collect();
    assertThat(collecting.of(assignment.id())).containsEntry(work, second);
  }

  @Test
  void handsInAPushAtItsOwnTimes() {
    Assignment assignment =
        school.assignment(School.dates("2026-12-01T10:00:00Z", "2026-12-02T10:00:00Z"), MATERIAL);
    StudentWork work = school.beginning.of(assignment, student, false);
    ObjectId pushed = branch(work);
    school.clock.is("2026-12-01T10:04:00Z");
    school.handingIn.pushed(
        assignment,
        work,
        pushed,
        Door.GIT,
        Instant.parse("2026-12-01T09:59:59Z"),
        school.clock.instant());
    assertThat(school.submissions.of(work.id()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.door()).isEqualTo(Door.GIT);
              assertThat(one.isLate()).isFalse();
              assertThat(one.commit()).isEqualTo(pushed);
            });
  }

  @Test
  @Tag("ACT-12")
  void tellsThePusherThatWhatEndedAfterTheCutOffIsNotHandedIn() {
    Assignment assignment =
        school.assignment(School.dates("2026-12-01T10:00:00Z", "2026-12-02T10:00:00Z"), MATERIAL);
    StudentWork work = school.beginning.of(assignment, student, false);
    GitGrant grant = new GitGrant(work.repository(), BranchName.MAIN, true, false);
    Instant begun = Instant.parse("2026-12-02T09:59:59Z");
    assertThat(school.git.onPush(grant, branch(work), begun, begun.plusSeconds(360)))
        .hasValueSatisfying(said -> assertThat(said).contains("NOT handed in", "cut-off"));
    assertThat(school.submissions.of(work.id())).isEmpty();
    assertThat(school.git.onPush(grant, branch(work), begun, begun.plusSeconds(60))).isEmpty();
    assertThat(school.submissions.of(work.id())).hasSize(1);
  }

  @Test
  @Tag("CLICK-09")
  @Tag("ROL-06")
  void keepsATeachersPreviewApartFromTheSameTeacherAsAStudent() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    PersonId teacher = PersonId.random();
    school.provider.prepare(school.key(assignment, teacher, Role.TEACHER), school.workspaces);
    school.provider.prepare(school.key(assignment, teacher, Role.STUDENT), school.workspaces);
    assertThat(school.works.of(assignment))
        .extracting(StudentWork::staff)
        .containsExactly(true, false);
  }

  @Test
  void opensExactlyOneSubmissionForItsGrader() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    school.saves(assignment, student, "new.txt", "mine");
    HandedIn handedIn = school.handingIn.workingCopy(assignment, student, Role.STUDENT);
    PersonId grader = PersonId.random();
    Reading reading = school.readings.of(handedIn.id(), grader);
    assertThat(school.readings.of(handedIn.id(), grader)).isEqualTo(reading);
    SessionKey key =
        new SessionKey(grader, School.NOTEBOOK, Optional.of(reading.id()), Role.GRADER);
    assertThat(school.provider.reading(key)).isTrue();
    assertThat(school.provider.prepare(key, school.workspaces)).contains("submission/tp.ipynb");
    assertThat(school.workspaces.paths(school.workspaces.home(key), new FolderName("submission")))
        .containsExactly("data.txt", "new.txt", "tp.ipynb");
    SessionKey stolen =
        new SessionKey(PersonId.random(), School.NOTEBOOK, Optional.of(reading.id()), Role.GRADER);
    assertThat(school.provider.prepare(stolen, school.workspaces)).isEmpty();
  }

  @Test
  @Tag("DATA-04")
  void finishesARowWhoseRefWasWrittenAndForgetsOneWhoseWasNot() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    StudentWork work = school.beginning.of(assignment, student, false);
    ObjectId commit = branch(work);
    HandedIn diedAfterTheRef = coming(work, commit);
    school.submissions.coming(diedAfterTheRef);
    new Submitting(school.repositories).submitPushed(work.repository(), commit);
    school.submissions.coming(coming(work, ObjectId.fromString("1".repeat(40))));
    school.clock.passes(Duration.ofHours(3));
    assertThat(school.mending.mend()).hasSize(2);
    assertThat(school.submissions.of(work.id()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(diedAfterTheRef.id());
              assertThat(one.ended()).isEqualTo(diedAfterTheRef.ended());
              assertThat(one.number()).isEqualTo(1);
            });
    assertThat(school.mending.mend()).isEmpty();
  }

  @Test
  @Tag("DATA-04")
  void writesARowForARefThatNoneKnowsAndARefForARowThatLostIt() {
    Assignment assignment = school.assignment(Schedule.ALWAYS, MATERIAL);
    school.opens(assignment, student);
    HandedIn handedIn = school.handingIn.workingCopy(assignment, student, Role.STUDENT);
    StudentWork work = work(assignment);
    deleteRef(work, Refs.SUBMISSIONS + 1);
    school.repositories.changing(
        work.repository(),
        repository -> {
          Refs.create(repository, Refs.SUBMISSIONS + 7, handedIn.commit());
          return repository;
        });
    assertThat(school.mending.mend()).hasSize(2);
    assertThat(new Submitting(school.repositories).submitted(work.repository()))
        .extracting(Refs.Numbered::number)
        .containsExactly(1, 7);
    assertThat(school.submissions.of(work.id()))
        .extracting(HandedIn::number, HandedIn::door)
        .containsExactly(tuple(7, Door.RECOVERED), tuple(1, Door.ENVIRONMENT));
  }

  @Test
  @Tag("DATA-04")
  void callsNothingLateWhoseTimeIsNotKnown() {
    Assignment assignment =
        school.assignment(School.dates("2026-12-01T10:00:00Z", "2026-12-09T10:00:00Z"), MATERIAL);
    StudentWork work = school.beginning.of(assignment, student, false);
    new Submitting(school.repositories).submitPushed(work.repository(), branch(work));
    school.clock.is("2026-12-03T10:00:00Z");
    assertThat(school.mending.mend()).hasSize(1);
    assertThat(school.submissions.of(work.id()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.timeKnown()).isFalse();
              assertThat(one.isLate()).isFalse();
            });
  }

  private HandedIn coming(StudentWork work, ObjectId commit) {
    return new HandedIn(
        UUID.randomUUID(),
        work.id(),
        0,
        commit,
        commit,
        Door.ENVIRONMENT,
        school.clock.instant(),
        school.clock.instant(),
        Duration.ZERO,
        1);
  }

  private StudentWork work(Assignment assignment) {
    return school.works.find(assignment, student, false).orElseThrow();
  }

  private ObjectId branch(StudentWork work) {
    return school.repositories.reading(
        work.repository(),
        repository -> Refs.at(repository, repository.getFullBranch()).orElseThrow());
  }

  private List<String> paths(Assignment assignment, HandedIn handedIn) {
    return new Receipts(school.repositories, Optional.empty())
        .of(assignment, work(assignment), handedIn).files().stream()
            .map(Receipt.File::path)
            .toList();
  }

  private void deleteRef(StudentWork work, String name) {
    school.repositories.changing(
        work.repository(),
        repository -> {
          RefUpdate update = repository.updateRef(name);
          update.setForceUpdate(true);
          return update.delete();
        });
  }
}
