package org.mydocker.assignment.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.Classroom.Content;
import org.mydocker.assignment.Classroom.Student;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.merge.MergeNote.Kind;
import org.mydocker.assignment.merge.MergeNote.Lines;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRecording;

/** The rows of section 2.2 and 2.3 that hold for a working copy without a {@code .git}. */
class HandoutMergeTest {

  private static final String BRANCH = "refs/heads/main";

  @TempDir Path data;
  private Classroom room;

  @BeforeEach
  void openTheRoom() {
    room = new Classroom(data);
  }

  private Student started(String... pathsAndTexts) {
    room.publish(pathsAndTexts);
    Student student = room.student();
    student.open();
    return student;
  }

  /** The student's branch, as a clone would get it. */
  private ObjectId branch(Student student) {
    return room.repositories.reading(student.repository, git -> Refs.at(git, BRANCH).orElseThrow());
  }

  private RevCommit parsed(Student student, ObjectId commit) {
    return room.repositories.reading(student.repository, git -> Commits.parsed(git, commit));
  }

  /** The student commits exactly these files in a clone and pushes them. */
  private ObjectId pushed(Student student, String... pathsAndTexts) {
    ObjectId before = branch(student);
    PersonIdent author =
        new PersonIdent("Student", "student@example.org", Classroom.NOW, ZoneOffset.UTC);
    return room.repositories.changing(
        student.repository,
        git -> {
          try (ObjectInserter inserter = git.newObjectInserter()) {
            TreeRecording files =
                new TreeRecording(
                    inserter,
                    TreeLimits.STANDARD,
                    IgnoredPaths.NONE,
                    TreeRecording.Inspection.NONE);
            Classroom.source(Classroom.files(pathsAndTexts)).streamTo(files);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(files.tree().write(inserter));
            commit.setParentId(before);
            commit.setAuthor(author);
            commit.setCommitter(author);
            commit.setMessage("My own");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            Refs.move(git, BRANCH, before, id);
            return id;
          }
        });
  }

  private static List<Kind> kinds(MergeResult merge) {
    return merge.notes().stream().map(MergeNote::kind).toList();
  }

  @Test
  @Tag("NBG-01")
  void theFirstOpeningBringsTheHandoutWithoutANote() {
    HandoutVersion version = room.publish("a.txt", "one\n", "dir/b.txt", "two\n");
    Student student = room.student();

    MergeResult merge = student.open();

    assertThat(student.home).containsOnlyKeys("a.txt", "dir/b.txt");
    assertThat(student.read("a.txt")).hasValue("one\n");
    assertThat(student.read("dir/b.txt")).hasValue("two\n");
    assertThat(merge.notes()).isEmpty();
    assertThat(branch(student)).isEqualTo(version.commit());
    assertThat(student.open().outcome()).isEqualTo(MergeResult.Outcome.UNTOUCHED);
  }

  @Test
  @Tag("NBG-10")
  void withoutLocalChangesTheWorkingCopyMirrorsTheHandout() {
    Student student = started("a", "1\n", "b", "1\n");

    for (SortedMap<String, Content> next :
        List.of(
            Classroom.files("a", "2\n", "b", "1\n"),
            Classroom.files("a", "2\n", "b", "1\n", "c", "new\n"),
            Classroom.files("b", "1\n", "c", "new\n"))) {
      HandoutVersion version = room.publish(next);
      student.open();
      assertThat(student.home.keySet()).isEqualTo(next.keySet());
      next.forEach(
          (path, content) -> assertThat(student.home.get(path).bytes()).isEqualTo(content.bytes()));
      assertThat(branch(student)).isEqualTo(version.commit());
    }
  }

  @Test
  @Tag("NBG-12")
  void onTheSameLineTheStudentWinsAgainAndAgainAndLaterFilesStillArrive() {
    Student student = started("a", "top\nline\nend\n");
    student.write("a", "top\nmine\nend\n");
    room.publish("a", "top\nteacher\nend\n");
    ObjectId snapshot = student.snapshot().commit();

    MergeResult merge = student.open();

    RevCommit before = parsed(student, parsed(student, branch(student)).getParent(0));
    assertThat(before.toObjectId()).isEqualTo(snapshot);
    assertThat(before.getAuthorIdent().getName()).isEqualTo("myDocker");
    assertThat(before.getCommitterIdent().getName()).isEqualTo("myDocker");

    assertThat(student.read("a")).hasValue("top\nmine\nend\n");
    assertThat(merge.notes())
        .containsExactly(
            new MergeNote("a", Kind.LINES_KEPT, Optional.empty(), List.of(new Lines(2, 2))));
    assertThat(merge.notes().get(0).sentence()).isEqualTo("merge.note.lines_kept");
    assertThat(merge.outcome()).isEqualTo(MergeResult.Outcome.UNTOUCHED);
    room.publish("a", "top\nteacher again\nend\n", "b", "later\n");
    student.open();
    assertThat(student.read("a")).hasValue("top\nmine\nend\n");
    assertThat(student.read("b")).hasValue("later\n");
  }

  @Test
  @Tag("NBG-13")
  void theStudentsOwnCommitIsKeptAndMergedWithTheNextVersion() {
    Student student = started("a", "1\n", "b", "1\n");
    ObjectId own = pushed(student, "a", "mine\n", "b", "1\n");
    HandoutVersion version = room.publish("a", "1\n", "b", "2\n");

    student.open();

    RevCommit merge = parsed(student, branch(student));
    assertThat(merge.getParents())
        .extracting(RevCommit::toObjectId)
        .containsExactly(own, version.commit());
    assertThat(parsed(student, own).getAuthorIdent().getName()).isEqualTo("Student");
    assertThat(student.read("a")).hasValue("mine\n");
    assertThat(student.read("b")).hasValue("2\n");
  }

  @Test
  void theMergeHasTheSnapshotAndTheHandoutAsParentsAndTheServiceAsAuthor() {
    Student student = started("a", "1\n", "b", "1\n");
    student.write("a", "mine\n");
    HandoutVersion version = room.publish("a", "1\n", "b", "2\n");

    ObjectId snapshot = student.snapshot().commit();
    MergeResult merge = student.open();

    RevCommit commit = parsed(student, merge.commit());
    assertThat(commit.getParents()).extracting(ObjectId::toObjectId).contains(version.commit());
    assertThat(commit.getParents()[0].toObjectId()).isEqualTo(snapshot);
    assertThat(commit.getParentCount()).isEqualTo(2);
    assertThat(commit.getAuthorIdent().getName()).isEqualTo("myDocker");
    assertThat(student.read("a")).hasValue("mine\n");
    assertThat(student.read("b")).hasValue("2\n");
  }

  @Test
  @Tag("NBG-14")
  void aNewFileOfBothIsKeptTwice() {
    Student student = started("a", "1\n");
    student.write("dir/new.tar.gz", "mine\n");
    room.publish("a", "1\n", "dir/new.tar.gz", "teacher\n");

    MergeResult merge = student.open();

    assertThat(student.read("dir/new.tar.gz")).hasValue("teacher\n");
    assertThat(student.read("dir/new.tar__" + Classroom.STAMP + ".gz")).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactly(Kind.OWN_RENAMED);
    assertThat(merge.outcome()).isEqualTo(MergeResult.Outcome.KEEPS_BOTH);
  }

  @Test
  @Tag("UPD-13")
  void aNewFileOfBothIsKeptTwiceThoughTheStudentCommittedIt() {
    Student student = started("a", "1\n");
    ObjectId own = pushed(student, "a", "1\n", "new.txt", "mine\n");
    room.publish("a", "1\n", "new.txt", "teacher\n");

    MergeResult merge = student.open();

    assertThat(student.read("new.txt")).hasValue("teacher\n");
    assertThat(student.read("new__" + Classroom.STAMP + ".txt")).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactly(Kind.OWN_RENAMED);
    assertThat(parsed(student, branch(student)).getParent(0).toObjectId()).isEqualTo(own);
  }

  @Test
  void aNewFileOfBothWithOneContentIsOneFile() {
    Student student = started("a", "1\n");
    student.write("same", "x\n");
    room.publish("a", "1\n", "same", "x\n");

    assertThat(student.open().notes()).isEmpty();
    assertThat(student.home).containsOnlyKeys("a", "same");
  }

  @Test
  @Tag("NBG-15")
  void deletedFilesComeBackPristine() {
    HandoutVersion version = room.publish("a", "1\n", "🎈.txt", "balloon\n");
    Student student = room.student();
    student.open();
    student.delete("a", "🎈.txt");

    MergeResult merge = student.open();

    assertThat(student.read("a")).hasValue("1\n");
    assertThat(student.read("🎈.txt")).hasValue("balloon\n");
    assertThat(branch(student)).isEqualTo(version.commit());
    assertThat(kinds(merge)).containsExactly(Kind.RESTORED, Kind.RESTORED);
  }

  @Test
  @Tag("NBG-16")
  @Tag("UPD-22")
  void aFileDeletedAfterItsChangesWereSyncedComesBackAsTheLatestHandout() {
    Student student = started("a", "1\n");
    student.write("a", "mine\n");
    room.publish("a", "2\n");
    student.open();
    assertThat(student.read("a")).hasValue("mine\n");
    student.delete("a");

    student.open();

    assertThat(student.read("a")).hasValue("2\n");
  }

  @Test
  @Tag("NBG-17")
  void aDeletedFileOnceInDisputeHindersNothing() {
    Student student = started("a", "1\n");
    student.write("a", "mine\n");
    room.publish("a", "2\n");
    student.open();
    student.delete("a");
    room.publish("a", "2\n", "b", "new\n");

    student.open();

    assertThat(student.read("a")).hasValue("2\n");
    assertThat(student.read("b")).hasValue("new\n");
  }

  @Test
  @Tag("NBG-18")
  void aChangedFileStaysThoughTheTeacherDeletesIt() {
    Student student = started("a", "1\n", "b", "1\n");
    student.write("a", "mine\n");
    room.publish("b", "1\n");

    MergeResult merge = student.open();

    assertThat(student.read("a")).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactly(Kind.KEPT_THOUGH_DELETED);
    assertThat(student.open().notes()).isEmpty();
  }

  @Test
  @Tag("NBG-19")
  void aFileChangedInACommitStaysThoughTheTeacherDeletesIt() {
    Student student = started("a", "1\n", "b", "1\n");
    pushed(student, "a", "mine\n", "b", "1\n");
    room.publish("b", "1\n");

    MergeResult merge = student.open();

    assertThat(student.read("a")).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactly(Kind.KEPT_THOUGH_DELETED);
  }

  @Test
  @Tag("NBG-20")
  void aFileDeletedInACommitComesBackWhenTheTeacherChangesIt() {
    Student student = started("a", "1\n", "b", "1\n");
    pushed(student, "b", "1\n");
    room.publish("a", "2\n", "b", "1\n");

    student.open();

    assertThat(student.read("a")).hasValue("2\n");
  }

  @Test
  void aDeletedFileComesBackWhenTheTeacherChangesIt() {
    Student student = started("a", "1\n", "b", "1\n");
    student.delete("a");
    room.publish("a", "2\n", "b", "1\n");

    student.open();

    assertThat(student.read("a")).hasValue("2\n");
  }

  @Test
  @Tag("NBG-21")
  void twoDisputesInOneMergeAreBothTheStudents() {
    Student student = started("a", "1\n", "b", "1\n", "c", "1\n");
    student.write("a", "mine\n").write("b", "mine\n");
    room.publish("a", "2\n", "c", "1\n");

    MergeResult merge = student.open();

    assertThat(student.read("a")).hasValue("mine\n");
    assertThat(student.read("b")).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactly(Kind.LINES_KEPT, Kind.KEPT_THOUGH_DELETED);
  }

  @Test
  @Tag("NBG-22")
  void whatBothDeletedStaysDeleted() {
    Student student = started("a", "1\n", "b", "1\n");
    student.delete("a");
    room.publish("b", "1\n", "c", "new\n");

    assertThat(student.open().notes()).isEmpty();
    assertThat(student.home).containsOnlyKeys("b", "c");
  }

  @Test
  @Tag("UPD-07")
  void whenBothChangeABinaryTheTeachersLiesBeside() {
    byte[] one = {0, 1, 2};
    byte[] two = {0, 2, 2};
    byte[] mine = {0, 9, 9};
    room.publish(Map.of("x.bin", new Content(one, false)));
    Student student = room.student();
    student.open();
    student.write("x.bin", mine);
    room.publish(Map.of("x.bin", new Content(two, false)));

    MergeResult merge = student.open();

    assertThat(student.home.get("x.bin").bytes()).isEqualTo(mine);
    assertThat(student.home.get("x (v2).bin").bytes()).isEqualTo(two);
    assertThat(merge.notes()).containsExactly(MergeNote.of("x.bin", Kind.BOTH_KEPT, "x (v2).bin"));
    assertThat(student.open().changes()).isEmpty();
  }

  @Test
  @Tag("UPD-08")
  void changesFollowAFileThatTheTeacherRenames() {
    String text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
    Student student = started("old.py", text, "b", "1\n");
    student.write("old.py", text.replace("two", "mine"));
    room.publish("new.py", text.replace("six", "teacher"), "b", "1\n");

    MergeResult merge = student.open();

    assertThat(student.home).containsOnlyKeys("b", "new.py");
    assertThat(student.read("new.py"))
        .hasValue(text.replace("two", "mine").replace("six", "teacher"));
    assertThat(merge.notes())
        .containsExactly(MergeNote.of("new.py", Kind.FOLLOWED_RENAME, "old.py"));
  }

  @Test
  @Tag("UPD-09")
  void aFileThatTheStudentRenamedComesBackBesideTheNewOne() {
    Student student = started("a.py", "one\ntwo\n");
    student.delete("a.py").write("mine.py", "one\ntwo\n");

    MergeResult merge = student.open();

    assertThat(student.home).containsOnlyKeys("a.py", "mine.py");
    assertThat(merge.notes())
        .containsExactly(MergeNote.of("a.py", Kind.RENAMED_AND_RESTORED, "mine.py"));
  }

  @Test
  @Tag("UPD-10")
  void aDirectoryOfTheStudentGivesWayToAFile() {
    Student student = started("a", "1\n");
    student.write("data/x", "mine\n").write("data/deep/y", "mine too\n");
    room.publish("a", "1\n", "data", "a file\n");

    MergeResult merge = student.open();

    assertThat(student.read("data")).hasValue("a file\n");
    assertThat(student.read("data__" + Classroom.STAMP + "/x")).hasValue("mine\n");
    assertThat(student.read("data__" + Classroom.STAMP + "/deep/y")).hasValue("mine too\n");
    assertThat(kinds(merge)).containsExactly(Kind.OWN_DIRECTORY_RENAMED);
  }

  @Test
  @Tag("UPD-11")
  void aFileOfTheStudentGivesWayToADirectory() {
    Student student = started("a", "1\n");
    student.write("data", "mine\n");
    room.publish("a", "1\n", "data/x", "teacher\n");

    MergeResult merge = student.open();

    assertThat(student.read("data/x")).hasValue("teacher\n");
    assertThat(student.read("data__" + Classroom.STAMP)).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactly(Kind.OWN_RENAMED);
    assertThat(student.open().changes()).isEmpty();
  }

  @ParameterizedTest
  @Tag("UPD-14")
  @ValueSource(
      strings = {
        "données.csv",
        "über.txt",
        "日本.txt",
        "🎈.md",
        "a\"b",
        "a\tb",
        "a\nb",
        "nfc-\u00e9",
        "nfd-e\u0301",
        " leading",
        "a b'c",
        "-rf"
      })
  void strangeNamesWorkLikeAnyOther(String name) {
    Student student = started("a", "1\n", "kept/" + name, "1\n");
    student.write(name, "mine\n").write("kept/" + name, "mine\n");
    room.publish("a", "1\n", name, "teacher\n", "kept/" + name, "2\n");

    MergeResult merge = student.open();

    assertThat(student.read(name)).hasValue("teacher\n");
    assertThat(student.read("kept/" + name)).hasValue("mine\n");
    assertThat(kinds(merge)).containsExactlyInAnyOrder(Kind.OWN_RENAMED, Kind.LINES_KEPT);
    String moved =
        merge.notes().stream().flatMap(n -> n.other().stream()).findFirst().orElseThrow();
    assertThat(student.read(moved)).hasValue("mine\n");
  }

  @Test
  @Tag("UPD-17")
  void theTeachersAmendedLineArrives() {
    Student student = started("a", "wrong\n", "b", "1\n");
    student.write("b", "mine\n");
    room.publish("a", "right\n", "b", "1\n");

    student.open();

    assertThat(student.read("a")).hasValue("right\n");
    assertThat(student.read("b")).hasValue("mine\n");
  }

  @Test
  @Tag("UPD-23")
  void aDeletedDirectoryComesBack() {
    Student student = started("dir/a", "1\n", "dir/sub/b", "1\n", "c", "1\n");
    student.delete("dir/a", "dir/sub/b");

    student.open();

    assertThat(student.home).containsOnlyKeys("c", "dir/a", "dir/sub/b");
  }

  @Test
  @Tag("UPD-25")
  void aModeThatTheStudentChangedStaysWithTheTeachersContent() {
    Student student = started("run.sh", "echo\n", "b.sh", "1\n");
    student.home.put("run.sh", new Content("echo\n".getBytes(StandardCharsets.UTF_8), true));
    student.home.put("b.sh", new Content("1\n".getBytes(StandardCharsets.UTF_8), true));
    room.publish("run.sh", "echo teacher\n", "b.sh", "1\n");

    MergeResult merge = student.open();

    assertThat(student.read("run.sh")).hasValue("echo teacher\n");
    assertThat(student.home.get("run.sh").executable()).isTrue();
    assertThat(student.home.get("b.sh").executable()).isTrue();
    assertThat(merge.notes()).isEmpty();
  }

  @Test
  @Tag("UPD-25")
  void aModeAloneIsAChange() {
    Student student = started("run.sh", "echo\n");
    student.write("run.sh", "echo mine\n");
    SortedMap<String, Content> next = new TreeMap<>();
    next.put("run.sh", new Content("echo\n".getBytes(StandardCharsets.UTF_8), true));
    room.publish(next);

    student.open();

    assertThat(student.read("run.sh")).hasValue("echo mine\n");
    assertThat(student.home.get("run.sh").executable()).isTrue();
  }

  @Test
  @Tag("UPD-26")
  void otherLineEndingsHideNoChange() {
    Student student = started("a", "one\ntwo\nthree\nfour\n");
    student.write("a", "one\r\nmine\r\nthree\r\nfour\r\n");
    room.publish("a", "one\ntwo\nthree\nteacher\n");

    MergeResult merge = student.open();

    assertThat(student.read("a")).hasValue("one\r\nmine\r\nthree\r\nteacher\r\n");
    assertThat(merge.notes()).isEmpty();
  }

  @Test
  @Tag("UPD-29")
  void theTeacherDeletesUnchangedFilesAndTheStudentsNewOneStays() {
    Student student = started("dir/a", "1\n", "dir/b", "1\n", "c", "1\n");
    student.write("dir/mine", "mine\n");
    room.publish("c", "1\n");

    MergeResult merge = student.open();

    assertThat(student.home).containsOnlyKeys("c", "dir/mine");
    assertThat(kinds(merge)).containsExactly(Kind.DELETED, Kind.DELETED, Kind.LEFT_BEHIND);
  }

  @Test
  @Tag("UPD-30")
  void changesFollowARenamedDirectoryAndNewFilesStayWithANote() {
    String text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
    Student student = started("week1/a.py", text, "week1/b.py", "b\n" + text);
    student.write("week1/a.py", text + "mine\n").write("week1/notes", "mine\n");
    room.publish("tp1/a.py", text, "tp1/b.py", "b\n" + text);

    MergeResult merge = student.open();

    assertThat(student.home).containsOnlyKeys("tp1/a.py", "tp1/b.py", "week1/notes");
    assertThat(student.read("tp1/a.py")).hasValue(text + "mine\n");
    assertThat(kinds(merge)).contains(Kind.FOLLOWED_RENAME, Kind.LEFT_BEHIND);
  }

  @Test
  @Tag("UPD-31")
  void aDirectoryThatWasThereBeforeIsAdopted() {
    room.publish("a", "teacher\n", "b", "1\n");
    Student student = room.student();
    student.write("a", "old work\n").write("z", "other\n");

    student.open();

    assertThat(student.read("a")).hasValue("teacher\n");
    assertThat(student.read("a__" + Classroom.STAMP)).hasValue("old work\n");
    assertThat(student.home).containsKeys("b", "z");
  }

  @Test
  @Tag("UPD-01")
  void aNotebookSolvedAndRunInOneCellTakesTheTeachersFixesInTheOthers() {
    String notebook = Notebooks.exercise("# Titel", "answer = None", "Weiter");
    Student student = started("n.ipynb", notebook);
    String solved = Notebooks.run(notebook.replace("None", "6 * 7; print(answer)"), "42");
    student.write("n.ipynb", solved);
    room.publish("n.ipynb", notebook.replace("Titel", "Title").replace("Weiter", "Onward"));

    MergeResult merge = student.open();

    assertThat(student.read("n.ipynb"))
        .hasValue(solved.replace("Titel", "Title").replace("Weiter", "Onward"));
    assertThat(solved).contains("6 * 7", "\"execution_count\": 1", "\"42\\n\"");
    assertThat(merge.notes()).isEmpty();
  }

  @Test
  void aNotebookThatCannotBeJoinedByLinesIsKeptTwice() {
    String notebook = Notebooks.of("a", "answer = None");
    Student student = started("n.ipynb", notebook);
    String mine = notebook.replace("None", "42");
    String teachers = notebook.replace("None", "...");
    student.write("n.ipynb", mine);
    room.publish("n.ipynb", teachers);

    MergeResult merge = student.open();

    assertThat(student.read("n.ipynb")).hasValue(mine);
    assertThat(student.read("n (v2).ipynb")).hasValue(teachers);
    assertThat(kinds(merge)).containsExactly(Kind.BOTH_KEPT);
  }

  @Test
  void aMergeAppliedButNotSettledIsFoundDoneAtTheNextOpening() {
    Student student = started("a", "1\n", "x.bin", "\0one");
    student.write("new", "mine\n").write("x.bin", "\0mine").write("d", "mine\n");
    room.publish("a", "2\n", "new", "teacher\n", "x.bin", "\0two", "d/e", "1\n");
    MergeResult first = student.merge();
    student.apply(first);
    SortedMap<String, Content> applied = new TreeMap<>(student.home);

    MergeResult second = student.open();

    assertThat(second.changes()).isEmpty();
    assertThat(student.home).isEqualTo(applied);
    assertThat(second.tree()).isEqualTo(first.tree());
  }

  @Test
  void settlingAfterAPushIsRefusedSoThatTheOpeningBeginsAgain() {
    Student student = started("a", "1\n");
    room.publish("a", "2\n");
    MergeResult merge = student.merge();
    ObjectId other = student.write("b", "pushed\n").snapshot().commit();
    room.repositories.changing(
        student.repository,
        git -> {
          Refs.move(git, "refs/heads/main", merge.seen().branch(), other);
          return other;
        });

    assertThat(catchThrowable(() -> student.settle(merge))).hasMessageContaining("MOVED");
  }

  @Test
  void aPushFromElsewhereAndAHandoutReachTheWorkingCopyTogether() {
    Student student = started("a", "1\n", "b", "1\n", "c", "1\n");
    ObjectId before = student.merge().seen().branch();
    student.home.put("a", Content.of("pushed\n"));
    ObjectId pushed = student.snapshot().commit();
    student.home.put("a", Content.of("1\n"));
    room.repositories.changing(
        student.repository,
        git -> {
          Refs.move(git, "refs/heads/main", before, pushed);
          return pushed;
        });
    student.write("b", "at home\n");
    room.publish("a", "1\n", "b", "1\n", "c", "2\n");

    MergeResult merge = student.open();

    assertThat(student.read("a")).hasValue("pushed\n");
    assertThat(student.read("b")).hasValue("at home\n");
    assertThat(student.read("c")).hasValue("2\n");
    assertThat(parsed(student, merge.commit()).getParentCount()).isEqualTo(3);
  }
}
