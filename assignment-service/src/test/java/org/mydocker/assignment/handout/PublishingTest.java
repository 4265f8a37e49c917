package org.mydocker.assignment.handout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.Classroom.Content;
import org.mydocker.assignment.handout.Finding.Kind;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.repository.TreeRefused.Reason;

class PublishingTest {

  @TempDir Path data;
  private Classroom room;

  @BeforeEach
  void openTheRoom() {
    room = new Classroom(data.resolve("data"));
  }

  private Published publish(FileSource files, Consent consent) {
    return room.publishing().publish(room.material, files, IgnoredPaths.NONE, consent);
  }

  private Published publish(String... pathsAndTexts) {
    return publish(Classroom.source(Classroom.files(pathsAndTexts)), Consent.NOT_ASKED);
  }

  private static List<Kind> kinds(LintReport report) {
    return report.findings().stream().map(Finding::kind).toList();
  }

  @Test
  @Tag("ACT-02")
  void eachPublicationIsANumberedCommitOnTopOfTheOneBefore() {
    Published first = publish("a", "1\n");
    Published second = publish("a", "2\n");
    Published same = publish("a", "2\n");

    assertThat(List.of(first.version().number(), second.version().number())).containsExactly(1, 2);
    assertThat(same.fresh()).isFalse();
    assertThat(same.version()).isEqualTo(second.version());
    var commit =
        room.repositories.reading(
            room.material, git -> Commits.parsed(git, second.version().commit()));
    assertThat(commit.getParent(0).toObjectId()).isEqualTo(first.version().commit());
    assertThat(commit.getAuthorIdent().getWhenAsInstant()).isEqualTo(Classroom.NOW);
    Handouts handouts = new Handouts(room.repositories);
    assertThat(handouts.all(room.material)).containsExactly(first.version(), second.version());
    assertThat(handouts.current(room.material)).hasValue(second.version());
    assertThat(handouts.version(room.material, 1)).hasValue(first.version());
  }

  @Test
  @Tag("UPD-34")
  void emptyMaterialIsRefused() {
    assertThatThrownBy(() -> publish())
        .isInstanceOfSatisfying(
            TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));
    assertThat(new Handouts(room.repositories).current(room.material)).isEmpty();
  }

  @Test
  @Tag("SAFE-22")
  void checkpointsAndNestedGitAreLeftOutAndReported() {
    Published published =
        publish(
            "n.ipynb", "{}", ".ipynb_checkpoints/n-checkpoint.ipynb", "{}", "sub/.git/config", "x");

    assertThat(published.report().files()).isEqualTo(1);
    assertThat(kinds(published.report()))
        .containsExactlyInAnyOrder(Kind.CHECKPOINT_DROPPED, Kind.NESTED_GIT_DROPPED);
  }

  @Test
  @Tag("SAFE-22")
  void solutionsHiddenTestsAndSecretsNeedTheTeachersConsent() {
    FileSource files =
        Classroom.source(
            Classroom.files(
                "s.py", "### BEGIN SOLUTION\n42\n### END SOLUTION\n",
                "t.py", "### BEGIN HIDDEN TESTS\n",
                "k.pem", "-----BEGIN RSA PRIVATE KEY-----\n",
                ".env", "PASSWORD=x\n"));

    assertThatThrownBy(() -> publish(files, Consent.NOT_ASKED))
        .isInstanceOfSatisfying(
            MaterialRefused.class,
            e ->
                assertThat(kinds(e.report()))
                    .containsExactlyInAnyOrder(
                        Kind.SOLUTION_MARKER, Kind.HIDDEN_TESTS, Kind.SECRET, Kind.SECRET));
    assertThat(publish(files, Consent.GIVEN).version().number()).isEqualTo(1);
  }

  @Test
  @Tag("SAFE-22")
  void theReportTellsTheSize() {
    LintReport report = publish("a", "12345", "b", "1").report();

    assertThat(report.bytes()).isEqualTo(6);
    assertThat(report.largest().get(0).path()).isEqualTo("a");
  }

  @Test
  void materialOverTheLimitsIsRefusedWhileItIsRead() {
    TreeLimits small = new TreeLimits(2, 10, 5, 2, 20);
    Publishing publishing = new Publishing(room.repositories, room.clock, small);
    Map<Reason, String[]> refused =
        Map.of(
            Reason.TOO_MANY_FILES, new String[] {"a", "", "b", "", "c", ""},
            Reason.FILE_TOO_BIG, new String[] {"a", "123456"},
            Reason.TOO_DEEP, new String[] {"a/b/c/d", ""},
            Reason.NAME_TOO_LONG, new String[] {"a".repeat(21), ""},
            Reason.FILE_AND_DIRECTORY, new String[] {"a", "", "a/b", ""});

    refused.forEach(
        (reason, files) ->
            assertThatThrownBy(
                    () ->
                        publishing.publish(
                            room.material,
                            Classroom.source(Classroom.files(files)),
                            IgnoredPaths.NONE,
                            Consent.GIVEN))
                .isInstanceOfSatisfying(
                    TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(reason)));
  }

  @Test
  @Tag("UPD-15")
  void aRewrittenUpstreamIsJustTheNextVersion() throws IOException {
    try (Repository upstream = upstream()) {
      publish(fetched(upstream, FileMode.REGULAR_FILE, "one"), Consent.NOT_ASKED);
      Classroom.Student student = room.student();
      student.open();
      student.write("mine", "mine\n");

      publish(fetched(upstream, FileMode.EXECUTABLE_FILE, "an orphan"), Consent.NOT_ASKED);
      student.open();

      assertThat(student.read("x")).hasValue("an orphan");
      assertThat(student.home.get("x").executable()).isTrue();
      assertThat(student.read("mine")).hasValue("mine\n");
    }
  }

  @Test
  @Tag("SAFE-22")
  @Tag("UPD-27")
  void aSymbolicLinkInTheMaterialIsRefused() throws IOException {
    try (Repository upstream = upstream()) {
      FileSource files = fetched(upstream, FileMode.SYMLINK, "/etc/passwd");
      assertThatThrownBy(() -> publish(files, Consent.GIVEN))
          .isInstanceOfSatisfying(
              TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.SYMLINK));
    }
  }

  @Test
  @Tag("SAFE-22")
  @Tag("UPD-28")
  void aSubmoduleInTheMaterialIsRefused() throws IOException {
    try (Repository upstream = upstream()) {
      FileSource files = fetched(upstream, FileMode.GITLINK, "x");
      assertThatThrownBy(() -> publish(files, Consent.GIVEN))
          .isInstanceOfSatisfying(
              TreeRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.SUBMODULE));
    }
  }

  @Test
  void largeFilesStreamThroughDiskAndCompareEqual() {
    byte[] large = new byte[3 << 20];
    FileSource files = Classroom.source(Map.of("large", new Content(large, false)));

    assertThat(publish(files, Consent.NOT_ASKED).fresh()).isTrue();
    assertThat(publish(files, Consent.NOT_ASKED).fresh()).isFalse();
  }

  private Repository upstream() throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(data.resolve("upstream.git").toFile()).build();
    repository.create(true);
    return repository;
  }

  private static FileSource fetched(Repository upstream, FileMode mode, String content)
      throws IOException {
    try (ObjectInserter inserter = upstream.newObjectInserter()) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.getBytes());
      TreeFormatter tree = new TreeFormatter();
      tree.append("x", mode, blob);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      commit.setAuthor(new PersonIdent("t", "t@example.org"));
      commit.setCommitter(new PersonIdent("t", "t@example.org"));
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return new CommittedFiles(upstream, id, TreeLimits.STANDARD);
    }
  }
}
