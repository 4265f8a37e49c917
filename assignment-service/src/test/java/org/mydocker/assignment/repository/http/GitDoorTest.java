package org.mydocker.assignment.repository.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.handout.CommittedFiles;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Quarantine;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryLock;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.http.GitClient.Ended;
import org.mydocker.assignment.repository.http.GitClient.Entry;
import org.mydocker.assignment.repository.http.GitRefused.Reason;

/** A real C git against the door in a real container: what is let in, and what is not. */
@Tag("slow")
class GitDoorTest {

  private static final PushLimits LIMITS =
      new PushLimits(
          new TreeLimits(2_000, 40 << 20, 20 << 20, 20, 500),
          10 << 20,
          20 << 20,
          64 << 10,
          100,
          Duration.ofSeconds(10),
          Duration.ofMinutes(2));

  /** What the listener was told. */
  private record Pushed(GitGrant grant, ObjectId commit, Instant start, Instant end) {}

  @TempDir Path directory;
  private Classroom room;
  private GitServer server;
  private GitClient client;
  private final Map<String, GitGrant> grants = new HashMap<>();
  private final List<Pushed> pushes = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean busy;
  private volatile Optional<String> saying = Optional.empty();
  private volatile Runnable meanwhile = () -> {};

  @BeforeEach
  void open() throws Exception {
    room = new Classroom(directory.resolve("data"));
    room.publish("a.txt", "one\n", "dir/b.txt", "two\n");
    grants.put("alice", grant(room.student().repository));
    grants.put("bob", grant(room.student().repository));
    server =
        new GitServer(
            Files.createDirectories(directory.resolve("tomcat")), door(LIMITS, Clock.systemUTC()));
    client = clone("alice");
  }

  private GitDoor door(PushLimits limits, Clock clock) {
    return new GitDoor(this::access, room.repositories, limits, this::pushed, clock);
  }

  private Optional<String> pushed(GitGrant grant, ObjectId commit, Instant start, Instant end) {
    if (busy) {
      meanwhile.run();
      throw new IllegalStateException("somebody else works on it");
    }
    pushes.add(new Pushed(grant, commit, start, end));
    return saying;
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private static GitGrant grant(StudentRepositoryId repository) {
    return new GitGrant(repository, BranchName.MAIN, true, false);
  }

  private GitGrant access(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      throw new GitRefused(Reason.UNAUTHENTICATED, "a token is needed");
    }
    String user =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    GitGrant grant = grants.get(user.substring(0, user.indexOf(':')));
    if (grant == null) {
      throw new GitRefused(Reason.FORBIDDEN, "not yours");
    }
    return grant;
  }

  private GitClient clone(String user, String... options) throws IOException {
    Path work = Files.createTempDirectory(directory, user);
    List<String> command = new ArrayList<>(List.of("clone", "-q", server.url(user), "w"));
    command.addAll(List.of(options));
    new GitClient(work).git(command.toArray(String[]::new)).ok();
    return new GitClient(work.resolve("w"));
  }

  private StudentRepositoryId alice() {
    return grants.get("alice").repository();
  }

  private ObjectId main(StudentRepositoryId id) {
    return room.repositories.reading(id, git -> Refs.at(git, BranchName.MAIN.ref()).orElseThrow());
  }

  private Optional<ObjectId> branch(StudentRepositoryId id) {
    return room.repositories.reading(id, git -> Refs.at(git, BranchName.MAIN.ref()));
  }

  private long bytesOnDisk() throws IOException {
    return Classroom.bytesOnDisk(directory.resolve("data"));
  }

  /** The client may hear of its refusal a moment before the quarantine is gone. */
  private void awaitBytesOnDisk(long bytes) throws IOException {
    awaitNoQuarantine();
    assertThat(bytesOnDisk()).isEqualTo(bytes);
  }

  private Ended commitAndPush(String path, byte[] content) throws IOException {
    Path file = client.directory().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    client.git("add", "-A").ok();
    client.git("commit", "-qm", "work").ok();
    return client.git("push", "-q", "origin", "HEAD:main");
  }

  /** Pushes a crafted tree, which must be refused with a word and leave nothing. */
  private void refused(String tree, String... words) throws IOException {
    refusedCommit(client.commit(tree), words);
  }

  private void refusedCommit(String commit, String... words) throws IOException {
    ObjectId before = main(alice());
    long bytes = bytesOnDisk();
    Ended push = client.git("push", "origin", commit + ":refs/heads/main");
    assertThat(push.code()).isNotZero();
    for (String word : words) {
      assertThat(push.output()).contains(word);
    }
    assertThat(main(alice())).isEqualTo(before);
    awaitBytesOnDisk(bytes);
    assertThat(pushes).isEmpty();
  }

  @Test
  void aStudentClonesChangesAndPushesAndTheListenerHearsOfIt() throws IOException {
    assertThat(client.directory().resolve("dir/b.txt")).hasContent("two\n");
    Instant before = Instant.now();

    commitAndPush("mine.txt", "mine\n".getBytes(StandardCharsets.UTF_8)).ok();

    assertThat(pushes).hasSize(1);
    Pushed push = pushes.get(0);
    assertThat(push.grant().repository()).isEqualTo(alice());
    assertThat(push.commit()).isEqualTo(main(alice()));
    assertThat(push.start()).isBetween(before, push.end());
    assertThat(clone("alice").directory().resolve("mine.txt")).hasContent("mine\n");
  }

  @Test
  void aPushThatCouldNotBeTakenInIsTakenInWhenItIsTriedAgain() throws IOException {
    ObjectId before = main(alice());
    busy = true;
    Ended refused = commitAndPush("mine.txt", "mine".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("push again");
    assertThat(main(alice())).isEqualTo(before);

    busy = false;
    client.git("push", "-q", "origin", "HEAD:main").ok();
    assertThat(pushes).hasSize(1);
    assertThat(pushes.get(0).commit()).isEqualTo(main(alice())).isNotEqualTo(before);
  }

  @Test
  void whatTheListenerHasToSayIsPrintedByGit() throws IOException {
    saying = Optional.of("NOT handed in: too late");
    Ended taken = commitAndPush("mine.txt", "mine".getBytes(StandardCharsets.UTF_8));
    assertThat(taken.ok().output()).contains("remote: NOT handed in: too late");
    assertThat(pushes).hasSize(1);
  }

  @Test
  void aTeachersFirstPushThatCouldNotBeTakenInIsTakenBack() throws IOException {
    StudentRepositoryId hosted = room.repositories.newStudent(room.material, BranchName.MAIN);
    grants.put(
        "teacher",
        new GitGrant(
            hosted, BranchName.MAIN, true, false, GitGrant.From.TEACHER, Optional.empty()));
    busy = true;
    Ended refused = client.git("push", "-q", server.url("teacher"), "HEAD:main");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("push again");
    assertThat(branch(hosted)).isEmpty();

    busy = false;
    client.git("push", "-q", server.url("teacher"), "HEAD:main").ok();
    assertThat(pushes).hasSize(1);
    assertThat(branch(hosted)).contains(pushes.get(0).commit());
  }

  @Test
  void aPushThatIsOvertakenBeforeItIsTakenBackSaysWhereItStays() throws IOException {
    String tree = client.tree(new Entry("100644", "x", client.blob("x")));
    String overtaken = client.commit(tree);
    String further =
        client.printed(new byte[0], "commit-tree", "-p", overtaken, "-m", "further", tree);
    busy = true;
    meanwhile =
        () -> {
          busy = false;
          client.git("push", "-q", "origin", further + ":main").ok();
        };
    Ended refused = client.git("push", "-q", "origin", overtaken + ":main");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("[remote rejected]", "fetch, then push a further commit");
    assertThat(main(alice()).name()).isEqualTo(further);
    assertThat(pushes).extracting(one -> one.commit().name()).containsExactly(further);
  }

  @ParameterizedTest
  @Tag("SAFE-10")
  @ValueSource(strings = {"86400 +0000", "2147483647 +0000", "1700000000 +1400"})
  void theTimesAreTheServersWhateverTheCommitAndItsFilesSay(String date) throws IOException {
    String file = client.blob("submitted in time, at 2000-01-01T00:00:00Z");
    String tree = client.tree(new Entry("100644", "timestamp.txt", file));
    String who = "student <student@example.org> " + date;
    String text =
        "tree %s\nparent %s\nauthor %s\ncommitter %s\n\nin time\n"
            .formatted(tree, main(alice()).name(), who, who);
    String commit = client.object("commit", text.getBytes(StandardCharsets.UTF_8));
    Instant before = Instant.now();

    client.git("push", "-q", "origin", commit + ":refs/heads/main").ok();

    assertThat(pushes.get(0).start()).isBetween(before, pushes.get(0).end());
    assertThat(pushes.get(0).end()).isBefore(Instant.now().plusMillis(1));
  }

  @ParameterizedTest
  @Tag("SAFE-10")
  @ValueSource(strings = {"PT2H", "-PT2H"})
  void aClockThatIsSetDuringAPushMakesNobodyLateOrEarly(String step) throws Exception {
    AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ZERO);
    Clock stepping =
        new Clock() {
          @Override
          public Instant instant() {
            return clock.instant().plus(set.get());
          }

          @Override
          public ZoneId getZone() {
            return clock.getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Files.writeString(client.directory().resolve("x"), "x");
    client.git("add", "-A").ok();
    client.git("commit", "-qm", "work").ok();
    Instant before = Instant.now();
    try (GitServer other =
        new GitServer(
            Files.createDirectories(directory.resolve("other")), door(LIMITS, stepping))) {
      List<CompletableFuture<Ended>> pushing = new ArrayList<>();
      room.repositories.holding(
          alice(),
          () -> {
            pushing.add(
                CompletableFuture.supplyAsync(
                    () -> client.git("push", other.url("alice"), "HEAD:main")));
            awaitReceived(1);
            set.set(Duration.parse(step));
            return alice();
          });
      pushing.get(0).join().ok();
    }

    Pushed push = pushes.get(0);
    assertThat(push.start()).isBetween(before, push.end());
    assertThat(push.end()).isBefore(Instant.now().plusMillis(1));
    Schedule due =
        new Schedule(
            Optional.empty(),
            Optional.of(push.start()),
            Optional.of(push.start()),
            Duration.ofMinutes(1));
    assertThat(due.judge(push.start(), push.end()))
        .isEqualTo(new Schedule.Timing.Taken(Duration.ZERO));
  }

  @Test
  void aLargerPushThanOneBufferArrivesChunked() throws IOException {
    byte[] content = new byte[5 << 20];
    new Random(1).nextBytes(content);

    commitAndPush("big.bin", content).ok();

    assertThat(pushes).hasSize(1);
  }

  @ParameterizedTest
  @Tag("SAFE-01")
  @ValueSource(
      strings = {
        ".git",
        ".GIT",
        ".git ",
        ".git.",
        "git~1",
        ".g\u200cit",
        "..",
        ".",
        "CON",
        "end.",
        "a:b",
        "a\\b",
        "a/b",
        "NUL.txt"
      })
  void aDangerousNameIsRefused(String name) throws IOException {
    refused(client.tree(new Entry("100644", name, client.blob("x"))));
  }

  @Test
  @Tag("SAFE-01")
  void aMalformedTreeIsRefused() throws IOException {
    String blob = client.blob("x");
    refused(client.tree(new Entry("100644", "a", blob), new Entry("100644", "a", blob)));
    refused(client.tree(new Entry("100644", "b", blob), new Entry("100644", "a", blob)));
    refused(client.tree(new Entry("100644", "A", blob), new Entry("100644", "a", blob)));
    refused(client.tree(new Entry("100644", "", blob)));
    refused(client.tree(new Entry("0100644", "a", blob)));
  }

  @ParameterizedTest
  @Tag("SAFE-05")
  @ValueSource(strings = {"/etc/passwd", "../../x", "a.txt", "missing", "/dev/zero", ".git/config"})
  void aSymbolicLinkIsRefusedWhereverItPoints(String target) throws IOException {
    refused(client.tree(new Entry("120000", "link", client.blob(target))), "symbolic links");
  }

  @Test
  @Tag("SAFE-05")
  void linksThatGitItselfReadsAreRefused() throws IOException {
    for (String name : List.of(".gitmodules", ".gitattributes", ".gitignore")) {
      refused(client.tree(new Entry("120000", name, client.blob("x"))));
    }
  }

  @Test
  @Tag("SAFE-05")
  void aLinkReplacedByALaterCommitOfTheSamePushIsRefused() throws IOException {
    String bad = client.commit(client.tree(new Entry("120000", "d", client.blob("/etc"))));
    String good = client.tree(new Entry("100644", "d", client.blob("x")));
    String tip = client.printed(new byte[0], "commit-tree", "-p", bad, "-m", "hide", good);
    refusedCommit(tip, "symbolic links");
  }

  @Test
  @Tag("SAFE-05")
  void submodulesAreRefused() throws IOException {
    String head = client.printed(new byte[0], "rev-parse", "HEAD");
    refused(client.tree(new Entry("160000", "sub", head)), "submodules");
    for (String url : List.of("-u./p", "ext::sh -c x", "file:///etc")) {
      String text = "[submodule \"s\"]\n\tpath = s\n\turl = " + url + "\n";
      refused(
          client.tree(
              new Entry("100644", ".gitmodules", client.blob(text)),
              new Entry("160000", "s", head)));
    }
  }

  @ParameterizedTest
  @Tag("SAFE-05")
  @ValueSource(
      strings = {
        "url = -u./p",
        "url = ext::sh -c x",
        "url = file:///etc",
        "url = https://example.org/plain.git",
        "path = \"s\\r\"",
        "path = s\r",
        "update = !sh -c x"
      })
  void theFileThatNamesSubmodulesIsRefusedAloneWhateverItSays(String line) throws IOException {
    for (String name : List.of(".gitmodules", ".GitModules")) {
      String text = "[submodule \"s\"]\n\tpath = s\n\t" + line + "\n";
      refused(client.tree(new Entry("100644", name, client.blob(text))));
    }
  }

  @Test
  @Tag("SAFE-05")
  void aSubmoduleWhosePathEndsInACarriageReturnIsRefused() throws IOException {
    String head = client.printed(new byte[0], "rev-parse", "HEAD");
    refused(client.tree(new Entry("160000", "s\r", head)));
  }

  @Test
  @Tag("SAFE-04")
  void aBombOfTenThousandMillionPathsIsRefusedAtOnce() throws IOException {
    String id = client.blob("boom");
    String mode = "100644";
    for (int level = 0; level < 10; level++) {
      Entry[] entries = new Entry[10];
      for (int i = 0; i < 10; i++) {
        entries[i] = new Entry(mode, "d" + i, id);
      }
      id = client.tree(entries);
      mode = "40000";
    }
    Instant start = Instant.now();
    refused(id, "too many files");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  @Tag("SAFE-04")
  void aBombOfEmptyDirectoriesIsRefused() throws IOException {
    String id = client.object("tree", new byte[0]);
    for (int level = 0; level < 10; level++) {
      Entry[] entries = new Entry[10];
      for (int i = 0; i < 10; i++) {
        entries[i] = new Entry("40000", "d" + i, id);
      }
      id = client.tree(entries);
    }
    refused(id, "too many files");
  }

  @Test
  @Tag("SAFE-04")
  void aVeryDeepTreeIsRefused() throws IOException {
    String id = client.tree(new Entry("100644", "f", client.blob("x")));
    for (int level = 0; level < 60; level++) {
      id = client.tree(new Entry("40000", "d", id));
    }
    refused(id, "nested too deep");
  }

  @Test
  @Tag("SAFE-04")
  void manyNamesForOneLargeFileAreCountedEach() throws IOException {
    String blob = client.object("blob", new byte[10 << 20]);
    Entry[] entries = new Entry[10];
    for (int i = 0; i < 10; i++) {
      entries[i] = new Entry("100644", "f" + i, blob);
    }
    refused(client.tree(entries), "too large together");
  }

  @Test
  @Tag("SAFE-04")
  void aVeryLongPathIsRefused() throws IOException {
    String id = client.tree(new Entry("100644", "n".repeat(200), client.blob("x")));
    id = client.tree(new Entry("40000", "m".repeat(200), id));
    id = client.tree(new Entry("40000", "o".repeat(200), id));
    refused(id, "path is too long");
  }

  @Test
  @Tag("SAFE-02")
  @Tag("SAFE-03")
  void aPackOverTheLimitIsRefusedAndLeavesNothing() throws IOException {
    byte[] content = new byte[15 << 20];
    new Random(2).nextBytes(content);
    refused(client.tree(new Entry("100644", "big", client.object("blob", content))), "limit");
  }

  @Test
  @Tag("SAFE-02")
  void aTinyPackOfManyZerosIsRefused() throws IOException {
    String zeros = client.object("blob", new byte[60 << 20]);
    refused(client.tree(new Entry("100644", "zeros", zeros)), "limit");
  }

  @Test
  @Tag("SAFE-03")
  void aHundredRefusedPushesLeaveNoByte() throws IOException {
    client.git("config", "core.compression", "0").ok(); // noise gains nothing by it
    String link = client.blob("/etc/passwd");
    byte[] content = new byte[5 << 20];
    new Random(5).nextBytes(content);
    long bytes = bytesOnDisk();
    for (int i = 0; i < 100; i++) {
      content[0] = (byte) i; // each push brings another 5 MB
      String big = client.object("blob", content);
      String tree = client.tree(new Entry("100644", "big", big), new Entry("120000", "link", link));
      String commit = client.commit(tree);
      Ended push = client.git("push", "origin", commit + ":refs/heads/main");
      assertThat(push.output()).contains("symbolic links");
      Files.delete(client.directory().resolve(".git/objects/" + big.replaceFirst("^..", "$0/")));
    }
    awaitBytesOnDisk(bytes);
    assertThat(pushes).isEmpty();
  }

  @Test
  @Tag("SAFE-02")
  void nothingButTheBranchCanBePushed() throws IOException {
    String tree = client.tree(new Entry("100644", "x", client.blob("x")));
    String commit = client.commit(tree);
    long bytes = bytesOnDisk();
    for (String ref :
        List.of(
            "refs/feedback/1",
            "refs/submissions/1",
            "refs/handout/2",
            "refs/mydocker/handedout",
            "refs/heads/other",
            "refs/tags/v1",
            "HEAD")) {
      Ended push = client.git("push", "origin", commit + ":" + ref);
      assertThat(push.code()).as(ref).isNotZero();
    }
    assertThat(client.git("push", "origin", commit + ":main", commit + ":other").code())
        .isNotZero();
    byte[] pack = pack(commit, tree);
    for (String ref :
        List.of("refs/heads/../x", "refs/heads/main/../../HEAD", "refs/heads/main.lock", "main")) {
      String zero = ObjectId.zeroId().name();
      assertThat(postPack(zero + " " + commit + " " + ref, pack))
          .as(ref)
          .doesNotContain("ok " + ref);
    }
    awaitBytesOnDisk(bytes);
    assertThat(refs()).containsExactly("HEAD", "refs/heads/main", "refs/mydocker/handedout");
    assertThat(pushes).isEmpty();
  }

  @Test
  @Tag("SAFE-02")
  void theBranchIsNeitherDeletedNorRewritten() throws IOException {
    commitAndPush("x", new byte[] {1}).ok();
    ObjectId pushed = main(alice());
    client.git("reset", "-q", "--hard", "HEAD~1").ok();
    Files.writeString(client.directory().resolve("y"), "y");
    client.git("add", "-A").ok();
    client.git("commit", "-qm", "other").ok();

    assertThat(client.git("push", "--force", "origin", "HEAD:main").output())
        .contains("non-fast-forward");
    assertThat(client.git("push", "origin", ":main").output()).contains("deletion prohibited");
    assertThat(main(alice())).isEqualTo(pushed);
  }

  @Test
  @Tag("SAFE-07")
  void aPushCannotNameObjectsThatTheStudentWasNotShown() throws IOException {
    room.publish("a.txt", "not released\n");
    String hidden = idOf("not released\n");

    assertThat(pushNaming("alice", client, hidden)).contains("unpack error", hidden);
  }

  @Test
  @Tag("SAFE-07")
  void aPushCannotNameObjectsOfAnotherStudent() throws IOException {
    GitClient bob = clone("bob");
    commitAndPush("secret", "of alice\n".getBytes(StandardCharsets.UTF_8)).ok();
    String secret = idOf("of alice\n");

    assertThat(pushNaming("bob", bob, secret)).contains("unpack error", secret);
    assertThat(bob.git("fetch", "-q", "origin", secret).code()).isNotZero();
  }

  private String idOf(String text) {
    return client.printed(text.getBytes(StandardCharsets.UTF_8), "hash-object", "--stdin");
  }

  /** Pushes a tree that names a blob without bringing it; what the door answers. */
  private String pushNaming(String user, GitClient from, String blob) throws IOException {
    ObjectId before = main(grants.get(user).repository());
    String tree = from.tree(new Entry("100644", "steal", blob));
    String commit = from.commit(tree);
    String pack =
        from.printed((commit + "\n" + tree + "\n").getBytes(), "pack-objects", "-q", "mine");
    Path file = from.directory().resolve("mine-" + pack + ".pack");

    String answer = postPack(user, commit, Files.readAllBytes(file));

    assertThat(main(grants.get(user).repository())).isEqualTo(before);
    return answer;
  }

  private String postPack(String user, String commit, byte[] pack) throws IOException {
    String before = main(grants.get(user).repository()).name();
    return raw(
        "POST /git/work.git/git-receive-pack",
        "Content-Type: application/x-git-receive-pack-request\r\n" + basic(user),
        receiving(before + " " + commit + " refs/heads/main", pack));
  }

  /** A pack of these objects alone, as the client has them. */
  private byte[] pack(String... ids) throws IOException {
    byte[] wanted = (String.join("\n", ids) + "\n").getBytes(StandardCharsets.US_ASCII);
    String name = client.printed(wanted, "pack-objects", "-q", "mine");
    return Files.readAllBytes(client.directory().resolve("mine-" + name + ".pack"));
  }

  private String postPack(String command, byte[] pack) throws IOException {
    return raw(
        "POST /git/work.git/git-receive-pack",
        "Content-Type: application/x-git-receive-pack-request\r\n" + basic("alice"),
        receiving(command, pack));
  }

  /** The body of a push: one command and a pack. */
  private static byte[] receiving(String command, byte[] pack) {
    String told = command + "\0report-status agent=test";
    byte[] line = (String.format("%04x", told.length() + 4) + told + "0000").getBytes();
    byte[] body = Arrays.copyOf(line, line.length + pack.length);
    System.arraycopy(pack, 0, body, line.length, pack.length);
    return body;
  }

  private List<String> refs() {
    return room.repositories.reading(
        alice(),
        git -> git.getRefDatabase().getRefs().stream().map(Ref::getName).sorted().toList());
  }

  /** Whoever sends nothing at all meets the server's own time-out for reading. */
  @Test
  @Tag("SAFE-02")
  void whoDripsAPushByteByByteIsCutOff() throws Exception {
    PushLimits limits =
        new PushLimits(
            LIMITS.tree(),
            LIMITS.packBytes(),
            LIMITS.objectBytes(),
            LIMITS.commandBytes(),
            LIMITS.commits(),
            LIMITS.silence(),
            Duration.ofSeconds(3));
    byte[] content = new byte[256 << 10];
    new Random(3).nextBytes(content);
    String tree = client.tree(new Entry("100644", "slow", client.object("blob", content)));
    String commit = client.commit(tree);
    ObjectId before = main(alice());
    long bytes = bytesOnDisk();
    byte[] body =
        receiving(
            before.name() + " " + commit + " refs/heads/main",
            pack(commit, tree, client.printed(new byte[0], "rev-parse", tree + ":slow")));
    Instant begun = Instant.now();
    try (GitServer strict =
            new GitServer(
                Files.createDirectories(directory.resolve("strict")),
                door(limits, Clock.systemUTC()));
        Socket socket = new Socket("127.0.0.1", strict.port())) {
      socket.setSoTimeout(200);
      OutputStream out = socket.getOutputStream();
      out.write(
          head(
              "POST /git/work.git/git-receive-pack",
              "Content-Type: application/x-git-receive-pack-request\r\n" + basic("alice"),
              body.length));
      out.write(body, 0, 20_000);
      for (int sent = 20_000; !ended(socket) && sent < 20_200; sent++) {
        out.write(body[sent]);
      }
    } catch (SocketException cut) {
      assertThat(cut).hasMessageMatching("(?i).*(pipe|reset).*");
    }
    assertThat(Duration.between(begun, Instant.now()))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    awaitBytesOnDisk(bytes);
    assertThat(main(alice())).isEqualTo(before);
    assertThat(pushes).isEmpty();
  }

  /** Waits a fifth of a second for the server to answer or to close. */
  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() >= -1;
    } catch (SocketTimeoutException notYet) {
      return false;
    }
  }

  @ParameterizedTest
  @Tag("SAFE-11")
  @ValueSource(
      strings = {"\u001b]0;x\u0007", "a\u001b[2Jb", "lf\u202egpj", "<img src=x onerror=y>"})
  void aRefusalWritesNothingToATerminalThatANameMeansToDo(String name) throws IOException {
    String blob = client.blob("x");
    String tree = client.tree(new Entry("120000", name, blob));
    String commit = client.commit(tree);

    String answer =
        postPack(
            main(alice()).name() + " " + commit + " refs/heads/main", pack(commit, tree, blob));

    assertThat(answer).doesNotContain("ok refs/heads/main");
    String said = answer.substring(answer.indexOf("\r\n\r\n"));
    assertThat(said.replaceAll("\r?\n", "")).matches("[\\x20-\\x7e]*");
  }

  @Test
  @Tag("SAFE-07")
  void knowingAnIdOpensNothing() throws IOException {
    HandoutVersion unreleased = room.publish("a.txt", "not released\n");
    GitClient bob = clone("bob");
    commitAndPush("secret", "of alice\n".getBytes(StandardCharsets.UTF_8)).ok();

    List<String> known =
        List.of(
            unreleased.commit().name(),
            unreleased.tree().name(),
            idOf("not released\n"),
            main(alice()).name(),
            client.printed(new byte[0], "rev-parse", "HEAD^{tree}"),
            client.printed(new byte[0], "rev-parse", "HEAD:secret"));
    assertThat(known).doesNotHaveDuplicates();

    for (String protocol : List.of("0", "2")) {
      for (String id : known) {
        Ended fetch = bob.git("-c", "protocol.version=" + protocol, "fetch", "-q", "origin", id);
        assertThat(fetch.code()).as(protocol + " " + id).isNotZero();
      }
    }
    assertThat(bob.git("ls-remote", "origin").ok().output())
        .contains("refs/heads/main")
        .doesNotContain("mydocker", "handout", unreleased.commit().name());
  }

  @Test
  void feedbackIsShownOnlyWhenReleased() throws IOException {
    room.repositories.changing(
        alice(),
        git -> {
          Refs.create(git, Refs.FEEDBACK + "1", main(alice()));
          return alice();
        });
    assertThat(client.git("ls-remote", "origin").output()).doesNotContain("feedback");
    grants.put("alice", new GitGrant(alice(), BranchName.MAIN, true, true));
    assertThat(client.git("ls-remote", "origin").output()).contains("refs/feedback/1");
  }

  @Test
  @Tag("SAFE-09")
  void aGrantWithoutPushOnlyReads() throws IOException {
    grants.put("alice", new GitGrant(alice(), BranchName.MAIN, false, false));
    client.git("fetch", "-q").ok();
    assertThat(commitAndPush("x", new byte[] {1}).output()).contains("403");
  }

  @Test
  @Tag("SAFE-08")
  void withoutCredentialsThereIsNothing() throws IOException {
    assertThat(raw("GET /git/work.git/info/refs?service=git-upload-pack", "", new byte[0]))
        .startsWith("HTTP/1.1 401")
        .contains("WWW-Authenticate: Basic");
  }

  @ParameterizedTest
  @Tag("SAFE-08")
  @ValueSource(
      strings = {
        "/git/../../etc/passwd",
        "/git/%2e%2e/%2e%2e/x.git/info/refs?service=git-upload-pack",
        "/git/work.git/config",
        "/git/work.git/HEAD",
        "/git/work.git/objects/info/packs",
        "/git/work.git/objects/info/alternates",
        "/git/work.git/info/refs;jsessionid=1?service=git-upload-pack",
        "/git/work.git;x/info/refs?service=git-upload-pack",
        "/git/wo%00rk.git/info/refs?service=git-upload-pack",
        "/git/wo%72k.git/info/refs?service=git-upload-pack",
        "/git/work%ef%bc%8egit/info/refs?service=git-upload-pack",
        "/git/a/b/work.git/info/refs?service=git-upload-pack",
        "/git/work.git/git-upload-pack",
        "/git/",
        "/git"
      })
  void onlySmartAddressesExist(String path) throws IOException {
    assertThat(raw("GET " + path, basic("alice"), new byte[0]))
        .containsPattern("^HTTP/1.1 (400|404)");
  }

  @Test
  @Tag("SAFE-08")
  void theDumbProtocolAndLongNamesDoNotExist() throws IOException {
    assertThat(raw("GET /git/work.git/info/refs", basic("alice"), new byte[0]))
        .containsPattern("^HTTP/1.1 (403|406)");
    String longName = "/git/" + "n".repeat(4096) + "/info/refs?service=git-upload-pack";
    assertThat(raw("GET " + longName, basic("alice"), new byte[0])).startsWith("HTTP/1.1 404");
  }

  @Test
  @Tag("SAFE-02")
  void aHundredThousandCommandsAreCutShort() throws IOException {
    StringBuilder body = new StringBuilder();
    String zero = ObjectId.zeroId().name();
    String id = main(alice()).name();
    for (int i = 0; i < 100_000; i++) {
      String line = zero + " " + id + " refs/heads/b" + i + (i == 0 ? "\0report-status" : "");
      body.append(String.format("%04x", line.length() + 4)).append(line);
    }
    String answer =
        raw(
            "POST /git/work.git/git-receive-pack",
            "Content-Type: application/x-git-receive-pack-request\r\n" + basic("alice"),
            body.append("0000").toString().getBytes(StandardCharsets.UTF_8));
    assertThat(answer).doesNotContain("ok refs");
    assertThat(main(alice()).name()).isEqualTo(id);
  }

  @Test
  void aSmallCompressedWishThatInflatesWithoutEndIsCutShort() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] have = ("0032have " + main(alice()).name() + "\n").getBytes(StandardCharsets.UTF_8);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(("0032want " + main(alice()).name() + "\n0000").getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 2_000_000; i++) {
        gzip.write(have);
      }
    }
    Instant start = Instant.now();

    String answer =
        raw(
            "POST /git/work.git/git-upload-pack",
            "Content-Type: application/x-git-upload-pack-request\r\nContent-Encoding: gzip\r\n"
                + basic("alice"),
            bomb.toByteArray());

    assertThat(bomb.size()).isLessThan(1 << 20);
    assertThat(answer).doesNotContain("PACK");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  @Tag("SAFE-12")
  void ofTwoPushesThatArriveTogetherOneGetsTheRefAndTheOtherALockFailure() throws Exception {
    GitClient second = clone("alice");
    List<GitClient> both = List.of(client, second);
    for (GitClient each : both) {
      Files.writeString(each.directory().resolve("x"), each.directory().toString());
      each.git("add", "-A").ok();
      each.git("commit", "-qm", "race").ok();
    }
    ObjectId before = main(alice());
    List<CompletableFuture<Ended>> pushing = new ArrayList<>();
    room.repositories.holding(
        alice(),
        () -> {
          both.forEach(
              each ->
                  pushing.add(
                      CompletableFuture.supplyAsync(
                          () -> each.git("push", "origin", "HEAD:main"))));
          awaitReceived(2);
          return before;
        });
    List<Ended> ended = pushing.stream().map(CompletableFuture::join).toList();

    assertThat(ended).filteredOn(each -> each.code() == 0).hasSize(1);
    assertThat(ended)
        .filteredOn(each -> each.code() != 0)
        .singleElement()
        .satisfies(loser -> assertThat(loser.output()).contains("failed to lock"));
    assertThat(pushes).hasSize(1);
    assertThat(main(alice())).isEqualTo(pushes.get(0).commit());
    assertSound();
    awaitNoQuarantine();
  }

  @Test
  @Tag("SAFE-12")
  void collectingGarbageTakesNothingOfARunningPush() throws Exception {
    byte[] content = new byte[1 << 20];
    new Random(4).nextBytes(content);
    Files.write(client.directory().resolve("big"), content);
    client.git("add", "-A").ok();
    client.git("commit", "-qm", "while it is swept").ok();
    List<CompletableFuture<Ended>> pushing = new ArrayList<>();
    room.repositories.holding(
        alice(),
        () -> {
          pushing.add(
              CompletableFuture.supplyAsync(() -> client.git("push", "origin", "HEAD:main")));
          awaitReceived(1);
          return new GitClient(gitDirectory()).git("gc", "-q", "--prune=now").ok();
        });

    assertThat(pushing.get(0).join().ok().code()).isZero();
    new GitClient(gitDirectory()).git("gc", "-q").ok();
    assertSound();
    assertThat(clone("alice").directory().resolve("big")).hasBinaryContent(content);
  }

  /** Receives one push on its standard streams, and dies when the pack is in and the ref is not. */
  static final class Killed {
    public static void main(String[] arguments) throws IOException {
      Repositories repositories =
          new Repositories(
              Path.of(arguments[0]), new SecureRandom(), RepositoryLock.withinThisProcess());
      StudentRepositoryId student =
          new StudentRepositoryId(new MaterialId(arguments[1]), arguments[2]);
      try (Quarantine quarantine = repositories.quarantine(student)) {
        new StudentReceivePack(
                quarantine.repository(),
                () -> {
                  quarantine.admit();
                  Runtime.getRuntime().halt(137); // as a kill: nothing is closed or cleared
                },
                grant(student),
                LIMITS,
                repositories,
                (grant, commit, start, end) -> Optional.empty(),
                Transfer.beginning(Clock.systemUTC()))
            .receive(System.in, System.out, System.err);
      }
    }
  }

  @Test
  @Tag("SAFE-12")
  void aKillBetweenPackAndRefLeavesTheOldRefAndTheNextPushGoesThrough() throws IOException {
    ObjectId before = main(alice());
    Files.writeString(client.directory().resolve("mine.txt"), "mine\n");
    client.git("add", "-A").ok();
    client.git("commit", "-qm", "work").ok();
    String dying =
        String.join(
            " ",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            "'" + System.getProperty("java.class.path") + "'",
            "'" + Killed.class.getName() + "'",
            directory.resolve("data").toString(),
            room.material.value(),
            alice().value());

    Ended killed =
        client.git("push", "--receive-pack=" + dying, gitDirectory().toString(), "HEAD:main");

    assertThat(killed.code()).isNotZero();
    assertThat(packs()).as("the pack is in: %s", killed.output()).isEqualTo(1);
    assertThat(quarantines()).isEqualTo(1);
    assertThat(main(alice())).isEqualTo(before);
    assertSound();
    room.repositories.sweepQuarantines(alice());
    client.git("push", "-q", "origin", "HEAD:main").ok();
    assertSound();
    assertThat(clone("alice").directory().resolve("mine.txt")).hasContent("mine\n");
  }

  private long packs() throws IOException {
    try (Stream<Path> files = Files.list(gitDirectory().resolve("objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  /** The whole packs of so many pushes lie in quarantine. */
  private void awaitReceived(int count) {
    Instant deadline = Instant.now().plusSeconds(30);
    while (received() < count) {
      assertThat(Instant.now()).as("time to receive").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private long received() {
    Path incoming = gitDirectory().resolve("incoming");
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.filter(file -> file.toString().endsWith(".idx")).count();
    } catch (IOException | UncheckedIOException notYet) {
      return 0;
    }
  }

  private void awaitNoQuarantine() throws IOException {
    Instant deadline = Instant.now().plusSeconds(20);
    while (quarantines() > 0) {
      assertThat(Instant.now()).as("time to clear the quarantine").isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private Path gitDirectory() {
    return room.repositories.reading(alice(), git -> git.getDirectory().toPath());
  }

  /** As C git sees it: every object there and whole. */
  private void assertSound() {
    assertThat(new GitClient(gitDirectory()).git("fsck", "--full", "--strict").code()).isZero();
  }

  @Test
  @Tag("SAFE-12")
  void ofTwoPushesAtOnceOneWinsAndTheOtherIsTold() throws Exception {
    GitClient second = clone("alice");
    for (GitClient each : List.of(client, second)) {
      Files.writeString(each.directory().resolve("x"), each.directory().toString());
      each.git("add", "-A").ok();
      each.git("commit", "-qm", "race").ok();
    }
    CompletableFuture<Ended> other =
        CompletableFuture.supplyAsync(() -> second.git("push", "-q", "origin", "HEAD:main"));
    Ended mine = client.git("push", "-q", "origin", "HEAD:main");

    assertThat((mine.code() == 0 ? 1 : 0) + (other.get().code() == 0 ? 1 : 0)).isEqualTo(1);
    assertThat(pushes).hasSize(1);
    assertThat(main(alice())).isEqualTo(pushes.get(0).commit());
  }

  @Test
  void aClientThatVanishesInMidPushLeavesNothing() throws IOException {
    long bytes = bytesOnDisk();
    String command =
        main(alice()).name() + " " + "1".repeat(40) + " refs/heads/main\0report-status";
    String start = String.format("%04x", command.length() + 4) + command + "0000PACK\0\0\0\2\0\0";
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              head(
                  "POST /git/work.git/git-receive-pack",
                  "Content-Type: application/x-git-receive-pack-request\r\n" + basic("alice"),
                  1 << 20));
      socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
    }
    awaitBytesOnDisk(bytes);
    commitAndPush("x", new byte[] {1}).ok();
  }

  private long quarantines() throws IOException {
    long count = 0;
    for (StudentRepositoryId id : room.repositories.students(room.material)) {
      Path incoming =
          room.repositories.reading(id, git -> git.getDirectory().toPath().resolve("incoming"));
      if (Files.isDirectory(incoming)) {
        try (Stream<Path> all = Files.list(incoming)) {
          count += all.count();
        }
      }
    }
    return count;
  }

  @Test
  @Tag("UPD-16")
  void anAmendedHandoutReachesAShallowCloneWhoseOwnerChangedAnotherFile() throws IOException {
    anAmendedHandoutReaches(true, "--depth=1");
  }

  @Test
  @Tag("UPD-17")
  void anAmendedHandoutReachesAFullCloneWhoseOwnerChangedAnotherFile() throws IOException {
    anAmendedHandoutReaches(false);
  }

  /** The working copy and a clone of it, after the teacher amended and forced what was fetched. */
  private void anAmendedHandoutReaches(boolean shallow, String... options) throws IOException {
    Path upstream = Files.createDirectory(directory.resolve("upstream"));
    new GitClient(upstream).git("init", "-q", "--bare", "-b", "main", "material.git").ok();
    GitClient teacher = new GitClient(Files.createDirectory(upstream.resolve("teacher")));
    teacher.git("init", "-q", "-b", "main").ok();
    publishUpstream(teacher, "wrong\n", "commit", "-qm", "exercise");
    Classroom.Student student = room.student();
    student.open();
    grants.put("carol", grant(student.repository));
    GitClient laptop = clone("carol", options);
    assertThat(Files.exists(laptop.directory().resolve(".git/shallow"))).isEqualTo(shallow);
    Files.writeString(laptop.directory().resolve("dir/b.txt"), "mine\n");
    laptop.git("commit", "-qam", "mine").ok();
    laptop.git("push", "-q", "origin", "HEAD:main").ok();

    publishUpstream(teacher, "right\n", "commit", "-q", "--amend", "-m", "exercise");
    student.open();

    assertThat(student.read("a.txt")).hasValue("right\n");
    assertThat(student.read("dir/b.txt")).hasValue("mine\n");
    laptop.git("pull", "-q", "--ff-only").ok();
    assertThat(laptop.directory().resolve("a.txt")).hasContent("right\n");
    assertThat(laptop.directory().resolve("dir/b.txt")).hasContent("mine\n");
  }

  private void publishUpstream(GitClient teacher, String text, String... commit)
      throws IOException {
    Files.writeString(teacher.directory().resolve("a.txt"), text);
    Files.createDirectories(teacher.directory().resolve("dir"));
    Files.writeString(teacher.directory().resolve("dir/b.txt"), "two\n");
    teacher.git("add", "-A").ok();
    teacher.git(commit).ok();
    teacher.git("push", "-q", "--force", "../material.git", "HEAD:main").ok();
    Path bare = teacher.directory().resolveSibling("material.git");
    try (Repository fetched = new FileRepositoryBuilder().setGitDir(bare.toFile()).build()) {
      ObjectId tip = fetched.resolve("refs/heads/main");
      FileSource files = new CommittedFiles(fetched, tip, TreeLimits.STANDARD);
      room.publishing().publish(room.material, files, IgnoredPaths.NONE, Consent.GIVEN);
    }
  }

  private static String basic(String user) {
    String credentials =
        Base64.getEncoder().encodeToString((user + ":token").getBytes(StandardCharsets.UTF_8));
    return "Authorization: Basic " + credentials + "\r\n";
  }

  private byte[] head(String line, String headers, int length) {
    String head =
        line
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + headers
            + "Content-Length: "
            + length
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A request byte by byte, which no client library would send. */
  private String raw(String line, String headers, byte[] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head(line, headers, body.length));
      try {
        socket.getOutputStream().write(body);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("pipe"); // answered and closed before the end
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
