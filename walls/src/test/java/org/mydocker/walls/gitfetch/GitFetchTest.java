package org.mydocker.walls.gitfetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;
import org.mydocker.walls.http.AddressPolicy;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.TestTls;
import org.mydocker.walls.http.Trust;

@Tag("slow")
class GitFetchTest {
  private static final PersonIdent TEACHER = new PersonIdent("Teacher", "teacher@example.test");
  private static final String INTO = "refs/upstream/material";

  @TempDir static Path shared;
  private static TestTls tls;

  @TempDir Path directory;
  private Repository upstream;
  private Repository ours;
  private GitServer server;
  private SafeHttp http;

  @BeforeAll
  static void makeUpAnAuthority() {
    tls = TestTls.in(shared);
  }

  @BeforeEach
  void start() throws Exception {
    upstream = bare("upstream.git");
    ours = bare("ours.git");
    Files.createDirectory(directory.resolve("quarantine"));
    server = new GitServer(tls.server(), upstream);
    http =
        new SafeHttp(
            AddressPolicy.strict()
                .allowing(List.of("git.example.test"))
                .allowingPorts(List.of(server.port())),
            Trust.withAuthorities(tls.authority()),
            host -> List.of(InetAddress.getByName("127.0.0.1")));
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    server.close();
    upstream.close();
    ours.close();
    try (Stream<Path> left = Files.list(directory.resolve("quarantine"))) {
      assertThat(left).isEmpty();
    }
  }

  private Repository bare(String name) throws Exception {
    return Git.init()
        .setBare(true)
        .setInitialBranch("trunk")
        .setDirectory(directory.resolve(name).toFile())
        .call()
        .getRepository();
  }

  private ObjectId commit(String ref, String file, byte[] content) throws IOException {
    try (ObjectInserter inserter = upstream.newObjectInserter()) {
      TreeFormatter tree = new TreeFormatter();
      tree.append(file, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, content));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      commit.setAuthor(TEACHER);
      commit.setCommitter(TEACHER);
      commit.setMessage("material");
      ObjectId before = upstream.resolve(ref);
      if (before != null) {
        commit.setParentId(before);
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      point(ref, id);
      return id;
    }
  }

  private void point(String ref, ObjectId id) throws IOException {
    RefUpdate update = upstream.updateRef(ref);
    update.setNewObjectId(id);
    update.forceUpdate();
  }

  private ObjectId commit(String ref, String content) throws IOException {
    return commit(ref, "a.txt", content.getBytes(UTF_8));
  }

  private String url(String path) {
    return "https://git.example.test:" + server.port() + path;
  }

  private FetchedRevision fetch(GitSource source, GitFetchLimits limits) throws IOException {
    return new GitFetch(http, directory.resolve("quarantine")).fetch(source, ours, INTO, limits);
  }

  private FetchedRevision fetch(String revision) throws IOException {
    return fetch(GitSource.of(url("/course.git"), revision), GitFetchLimits.usual());
  }

  private Reason refusal(GitSource source, GitFetchLimits limits) {
    GitFetchRefused refused =
        catchThrowableOfType(GitFetchRefused.class, () -> fetch(source, limits));
    assertThat(refused).as("nothing was refused").isNotNull();
    assertThat(directory.resolve("ours.git/objects/pack")).isEmptyDirectory();
    return refused.reason();
  }

  private Reason refusal(String path, String revision) {
    return refusal(GitSource.of(url(path), revision), GitFetchLimits.usual());
  }

  @Test
  @Tag("NBG-05")
  void bringsABranchWithItsHistoryAndItsUpdates() throws IOException {
    ObjectId first = commit("refs/heads/trunk", "one");
    assertThat(fetch("trunk")).isEqualTo(new FetchedRevision(first, "refs/heads/trunk"));
    assertThat(ours.resolve(INTO)).isEqualTo(first);
    ObjectId second = commit("refs/heads/trunk", "two");
    assertThat(fetch("trunk").commit()).isEqualTo(second);
    assertThat(fetch("trunk").commit()).isEqualTo(second);
    try (RevWalk walk = new RevWalk(ours)) {
      assertThat(walk.parseCommit(second).getParent(0)).isEqualTo(first);
    }
    assertThat(ours.resolve(INTO + ":a.txt")).isNotNull();
    assertThat(ours.getConfig().getSubsections("remote")).isEmpty();
  }

  @Test
  @Tag("NBG-08")
  void findsTheDefaultBranchWhateverItsName() throws IOException {
    commit("refs/heads/another", "x");
    ObjectId id = commit("refs/heads/trunk", "one");
    assertThat(fetch("")).isEqualTo(new FetchedRevision(id, "refs/heads/trunk"));
  }

  @Test
  @Tag("NBG-06")
  void tellsThatABranchDoesNotExist() throws IOException {
    commit("refs/heads/trunk", "one");
    assertThat(refusal("/course.git", "nowhere")).isEqualTo(Reason.BRANCH_EXIST);
    assertThat(Reason.BRANCH_EXIST.code()).isEqualTo("branch_exist");
  }

  @Test
  void tellsThatTheServerNamesNoDefault() throws IOException {
    commit("refs/heads/other", "one");
    assertThat(refusal("/course.git", "")).isEqualTo(Reason.BRANCH_RESOLVE);
  }

  @Test
  @Tag("UPD-34")
  void tellsThatTheRepositoryIsEmpty() {
    assertThat(refusal("/course.git", "")).isEqualTo(Reason.EMPTY);
    assertThat(refusal("/course.git", "main")).isEqualTo(Reason.EMPTY);
  }

  @Test
  @Tag("UPD-21")
  void bringsATagBothTimesAndWhenItMoves() throws IOException {
    ObjectId first = commit("refs/heads/trunk", "one");
    point("refs/tags/light", first);
    TagBuilder tag = new TagBuilder();
    tag.setTag("v1");
    tag.setObjectId(first, Constants.OBJ_COMMIT);
    tag.setTagger(TEACHER);
    tag.setMessage("v1");
    try (ObjectInserter inserter = upstream.newObjectInserter()) {
      point("refs/tags/v1", inserter.insert(tag));
      inserter.flush();
    }
    for (String name : List.of("light", "light", "v1", "v1", "refs/tags/v1")) {
      assertThat(fetch(name).commit()).isEqualTo(first);
    }
    ObjectId second = commit("refs/heads/trunk", "two");
    point("refs/tags/light", second);
    assertThat(fetch("light").commit()).isEqualTo(second);
  }

  @Test
  @Tag("UPD-15")
  void followsABranchThatWasRewritten() throws IOException {
    commit("refs/heads/trunk", "one");
    fetch("trunk");
    ObjectId orphan = commit("refs/heads/orphan", "other");
    point("refs/heads/trunk", orphan);
    assertThat(fetch("trunk").commit()).isEqualTo(orphan);
  }

  @Test
  @Tag("UPD-16")
  @Tag("UPD-17")
  void bringsABranchThatWasAmendedAndForced() throws IOException {
    ObjectId root = commit("refs/heads/trunk", "root");
    commit("refs/heads/trunk", "wrong");
    fetch("trunk");
    point("refs/heads/trunk", root);
    ObjectId amended = commit("refs/heads/trunk", "right");
    assertThat(fetch("trunk").commit()).isEqualTo(amended);
    assertThat(ours.resolve(INTO)).isEqualTo(amended);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc",
        "/etc/passwd",
        "ssh://git@git.example.test/x",
        "git://git.example.test/x",
        "ext::sh -c id",
        "git@git.example.test:x.git",
        "-u./payload",
        "http://git.example.test/x",
        "https://token@git.example.test/x",
        "https:///x",
        "ftp://git.example.test/x"
      })
  void takesNothingButPlainHttps(String url) {
    GitFetchRefused refused =
        catchThrowableOfType(
            GitFetchRefused.class, () -> fetch(GitSource.of(url, ""), GitFetchLimits.usual()));
    assertThat(refused.reason()).isEqualTo(Reason.URL);
  }

  @Test
  void asksNoPrivateAddressAndFollowsNoRedirectToOne() throws IOException {
    commit("refs/heads/trunk", "one");
    GitSource other =
        GitSource.of("https://other.example.test:" + server.port() + "/course.git", "");
    assertThat(refusal(other, GitFetchLimits.usual())).isEqualTo(Reason.ADDRESS);
    assertThat(server.authorizations()).isEmpty();
    assertThat(refusal("/away", "")).isEqualTo(Reason.REDIRECT);
    GitSource moved = GitSource.of(url("/moved"), "");
    assertThat(fetch(moved, GitFetchLimits.usual()).upstreamRef()).isEqualTo("refs/heads/trunk");
  }

  @Test
  void sendsTheTokenAndKeepsItNowhere() throws IOException {
    commit("refs/heads/trunk", "one");
    server.asksFor("Basic eC1hY2Nlc3MtdG9rZW46czNjcmV0"); // x-access-token:s3cret
    assertThat(refusal("/course.git", "")).isEqualTo(Reason.AUTHENTICATION);
    GitSource source = GitSource.of(url("/course.git"), "").withToken(GitSource.Token.of("s3cret"));
    fetch(source, GitFetchLimits.usual());
    assertThat(source.toString()).doesNotContain("s3cret");
    try (Stream<Path> files = Files.walk(directory.resolve("ours.git"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), UTF_8)).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void stopsAtItsLimitsAndLeavesNothing() throws IOException {
    byte[] noise = new byte[3 << 20];
    new java.util.Random(1).nextBytes(noise);
    commit("refs/heads/noise", "noise", noise);
    commit("refs/heads/zeros", "zeros", new byte[8 << 20]);
    Duration time = Duration.ofSeconds(30);
    long much = 1L << 30;
    GitSource noisy = GitSource.of(url("/course.git"), "noise");
    GitSource zeros = GitSource.of(url("/course.git"), "zeros");
    assertThat(refusal(noisy, new GitFetchLimits(time, 1 << 20, 100, much, much)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(zeros, new GitFetchLimits(time, 1 << 20, 100, 4 << 20, much)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(zeros, new GitFetchLimits(time, 1 << 20, 100, much, 4 << 20)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(zeros, new GitFetchLimits(time, 1 << 20, 2, much, much)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(zeros, new GitFetchLimits(Duration.ofMillis(1), 1 << 20, 100, much, much)))
        .isEqualTo(Reason.TIMEOUT);
    assertThat(ours.resolve(INTO)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {".GIT", "..", "CON", "git~1", ".g\u200cit"})
  void takesNoTreeThatCouldHurt(String name) throws IOException {
    commit("refs/heads/trunk", name, "x".getBytes(UTF_8));
    assertThat(refusal("/course.git", "")).isEqualTo(Reason.OBJECTS);
    assertThat(ours.resolve(INTO)).isNull();
  }

  @Test
  @Tag("NBG-07")
  void tellsThatAnEmptyUrlIsNone() {
    GitFetchRefused refused =
        catchThrowableOfType(GitFetchRefused.class, () -> GitSource.of("", "main"));
    assertThat(refused.reason()).isEqualTo(Reason.URL);
  }

  @Test
  @Tag("NBG-09")
  void tellsThatAnEmptyUrlHasNoDefaultBranch() {
    for (String nothing : List.of("", " ")) {
      GitFetchRefused refused =
          catchThrowableOfType(GitFetchRefused.class, () -> GitSource.of(nothing, nothing));
      assertThat(refused.reason()).isEqualTo(Reason.BRANCH_RESOLVE);
      assertThat(refused.reason().code()).isEqualTo("branch_resolve");
    }
  }

  @Test
  void tellsWhatIsNoGitServer() {
    assertThat(refusal("/page", "")).isEqualTo(Reason.NOT_GIT);
    assertThat(refusal("/nothing", "")).isEqualTo(Reason.NOT_FOUND);
    server.close();
    assertThat(refusal("/course.git", "")).isEqualTo(Reason.UNREACHABLE);
  }
}
