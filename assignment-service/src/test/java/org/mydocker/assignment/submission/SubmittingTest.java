package org.mydocker.assignment.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.Classroom.Content;
import org.mydocker.assignment.Classroom.Student;
import org.mydocker.assignment.repository.Dropped;
import org.mydocker.assignment.repository.FileEntry;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.repository.TreeRefused.Reason;

class SubmittingTest {

  @TempDir Path data;
  private Classroom room;
  private Student student;
  private Submitting submitting;
  private SubmittedFiles files;

  @BeforeEach
  void openTheRoom() {
    room = new Classroom(data);
    room.publish("a.txt", "one\n", "b.txt", "two\n");
    student = room.student();
    student.open();
    submitting = new Submitting(room.repositories);
    files = new SubmittedFiles(room.repositories);
  }

  private Snapshot snapshot(IgnoredPaths ignored) {
    return new Snapshots(room.repositories, room.clock, TreeLimits.STANDARD)
        .take(student.repository, Classroom.source(student.home), ignored);
  }

  private ObjectId at(String ref) {
    return room.repositories.reading(student.repository, git -> Refs.at(git, ref).orElseThrow());
  }

  @Test
  void whatIsOnDiskIsHandedInNewFilesIncluded() {
    student.write("new/mine.txt", "mine\n").delete("b.txt");

    Submission submission = submitting.submit(student.snapshot());

    assertThat(submission.number()).isEqualTo(1);
    assertThat(submission.content().files())
        .extracting(FileEntry::path)
        .containsExactly("a.txt", "new/mine.txt");
    assertThat(at("refs/submissions/1")).isEqualTo(submission.content().commit());
    assertThat(at("refs/heads/main")).isEqualTo(submission.content().commit());
  }

  @Test
  @Tag("ACT-11")
  void handingInAgainKeepsWhatWasHandedInBefore() {
    Submission first = submitting.submit(student.write("m", "1\n").snapshot());
    Submission second = submitting.submit(student.write("m", "2\n").snapshot());
    Submission unchanged = submitting.submit(student.snapshot());

    assertThat(submitting.submitted(student.repository))
        .containsExactly(
            new Refs.Numbered(1, first.content().commit()),
            new Refs.Numbered(2, second.content().commit()),
            new Refs.Numbered(3, second.content().commit()));
    assertThat(unchanged.number()).isEqualTo(3);
    assertThat(text(first.content().commit(), "m")).isEqualTo("1\n");
  }

  @Test
  void autoCollectedWorkIsKeptApart() {
    Submission collected = submitting.autoCollect(student.write("m", "1\n").snapshot());

    assertThat(collected.number()).isEqualTo(1);
    assertThat(submitting.submitted(student.repository)).isEmpty();
    assertThat(submitting.autoCollected(student.repository)).hasSize(1);
  }

  @Test
  void theReceiptListIsTheSameFromTheSnapshotAndFromTheRepository() {
    Submission submission = submitting.submit(student.write("m", "").snapshot());

    SubmissionContent read = files.content(student.repository, submission.content().commit());

    assertThat(read).isEqualTo(submission.content());
    assertThat(read.files())
        .contains(
            new FileEntry(
                "m", false, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @Test
  void aPushThatIsNotYetInTheWorkingCopyIsNotUndoneByHandingIn() {
    ObjectId start = at("refs/heads/main");
    ObjectId pushed = student.write("laptop", "x\n").snapshot().commit();
    room.repositories.changing(
        student.repository,
        git -> {
          Refs.move(git, "refs/heads/main", start, pushed);
          return pushed;
        });
    student.delete("laptop").write("home", "y\n");

    Submission submission = submitting.submit(student.snapshot());

    assertThat(submission.content().files()).extracting(FileEntry::path).contains("home");
    assertThat(at("refs/heads/main")).isEqualTo(pushed);
    student.open();
    assertThat(student.home).containsKeys("laptop", "home");
    Submission ofThePush = submitting.submitPushed(student.repository, pushed);
    assertThat(ofThePush.number()).isEqualTo(2);
    assertThat(ofThePush.content().files()).extracting(FileEntry::path).contains("laptop");
  }

  @Test
  void theUntouchedHandoutIsRecognised() {
    assertThat(files.identicalToHandout(student.repository, student.snapshot().tree())).isTrue();
    assertThat(
            files.identicalToHandout(
                student.repository, student.write("a.txt", "x").snapshot().tree()))
        .isFalse();
  }

  @Test
  void aNestedRepositoryIsPlainFilesWithoutItsGit() {
    student.write("sub/.git/HEAD", "ref").write("sub/code.py", "x").write(".GIT/config", "x");
    student.write(".gitmodules", "[submodule \"sub\"]\n");

    Snapshot snapshot = student.snapshot();

    assertThat(snapshot.files()).extracting(FileEntry::path).contains("sub/code.py");
    assertThat(snapshot.dropped())
        .containsExactly(
            new Dropped(".GIT/config", Dropped.Reason.NESTED_GIT),
            new Dropped(".gitmodules", Dropped.Reason.NESTED_GIT),
            new Dropped("sub/.git/HEAD", Dropped.Reason.NESTED_GIT));
  }

  @Test
  void ignoredPatternsAndNamesThatGitCannotHoldAreLeftOutAndReported() {
    student
        .write("build/deep/x.o", "x")
        .write("x.o", "x")
        .write(".ipynb_checkpoints/n", "x")
        .write("git~1", "x")
        .write("kept.o.txt", "x");

    Snapshot snapshot = snapshot(IgnoredPaths.of(List.of("*.o", "build/", "# a comment", "")));

    assertThat(snapshot.files())
        .extracting(FileEntry::path)
        .containsExactly("a.txt", "b.txt", "kept.o.txt");
    assertThat(snapshot.dropped()).hasSize(4);
  }

  @Test
  @Tag("SAFE-04")
  void aWorkingCopyOverTheLimitIsRefusedWhileItStreams() {
    Snapshots small =
        new Snapshots(room.repositories, room.clock, new TreeLimits(10, 1 << 20, 1 << 20, 5, 100));
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    FileSource growing = tree -> tree.file("grows", false, endless);

    assertThatThrownBy(() -> small.take(student.repository, growing, IgnoredPaths.NONE))
        .isInstanceOfSatisfying(
            TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.FILE_TOO_BIG));
    assertThat(student.open().changes()).isEmpty();
  }

  @Test
  void aFileIsReadWithinABoundOrNotAtAll() {
    ObjectId commit = submitting.submit(student.write("m", "12345").snapshot()).content().commit();

    assertThat(text(commit, "m")).isEqualTo("12345");
    assertThat(files.open(student.repository, commit, "m", 4, (size, in) -> size)).isEmpty();
    assertThat(files.open(student.repository, commit, "no", 9, (size, in) -> size)).isEmpty();
  }

  @Test
  void manySubmissionsStreamIntoOneSink() {
    List<Exporting.Item> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Student other = room.student();
      other.open();
      other.home.put("who", new Content(("s" + i).getBytes(StandardCharsets.UTF_8), true));
      Submission submission = submitting.submit(other.snapshot());
      items.add(new Exporting.Item("s" + i, other.repository, submission.content().commit()));
    }
    List<String> seen = new ArrayList<>();

    new Exporting(files)
        .export(
            items,
            (item, path, executable, size, content) ->
                seen.add(item.directory() + "/" + path + " " + size + " " + text(content)));

    assertThat(seen).hasSize(9).contains("s1/who 2 s1", "s2/a.txt 4 one\n");
  }

  private String text(ObjectId commit, String path) {
    return files.open(student.repository, commit, path, 1000, (size, in) -> text(in)).orElseThrow();
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
