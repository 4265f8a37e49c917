package org.mydocker.assignment.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.Classroom;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.Handouts;
import org.mydocker.assignment.handout.Published;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.walls.gitfetch.GitFetch;
import org.mydocker.walls.gitfetch.GitServer;
import org.mydocker.walls.http.AddressPolicy;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.TestTls;
import org.mydocker.walls.http.Trust;

/** From a Git server over https into a handout and a student's working copy. */
@Tag("slow")
class FetchedMaterialTest {

  @TempDir Path directory;
  private Classroom room;
  private Git upstream;
  private GitServer server;
  private SafeHttp http;
  private GitMaterial material;

  @BeforeEach
  void open() throws Exception {
    room = new Classroom(directory.resolve("data"));
    upstream =
        Git.init()
            .setInitialBranch("trunk")
            .setDirectory(directory.resolve("upstream").toFile())
            .call();
    commit("on the default branch");
    upstream.checkout().setCreateBranch(true).setName("exam").call();
    commit("on the branch of the exam");
    upstream.checkout().setName("trunk").call();
    TestTls tls = TestTls.in(directory);
    server = new GitServer(tls.server(), upstream.getRepository());
    http =
        new SafeHttp(
            AddressPolicy.strict()
                .allowing(List.of("git.example.test"))
                .allowingPorts(List.of(server.port())),
            Trust.withAuthorities(tls.authority()),
            host -> List.of(InetAddress.getByName("127.0.0.1")));
    Path fetched = Files.createDirectory(directory.resolve("fetched"));
    material = new FetchedMaterial(new GitFetch(http, fetched), room.repositories);
  }

  @AfterEach
  void close() throws Exception {
    http.close();
    server.close();
    upstream.close();
  }

  private void commit(String text) throws Exception {
    Files.writeString(
        directory.resolve("upstream").resolve("where.txt"), text, StandardCharsets.UTF_8);
    upstream.add().addFilepattern(".").call();
    upstream
        .commit()
        .setMessage(text)
        .setAuthor("Teacher", "teacher@example.test")
        .setCommitter("Teacher", "teacher@example.test")
        .setSign(false)
        .call();
  }

  private Published handOut(Optional<String> branch) {
    String url = "https://git.example.test:" + server.port() + "/course.git";
    return material.fetch(
        new MaterialChoice.Git(url, branch, Optional.empty()),
        (files, origin) ->
            room.publishing().publish(room.material, files, IgnoredPaths.NONE, Consent.GIVEN));
  }

  private Optional<String> studentReads() {
    Classroom.Student student = room.student();
    student.open();
    return student.read("where.txt");
  }

  @Test
  @Tag("NBG-02")
  void aBranchThatExistsIsHandedOut() {
    assertThat(handOut(Optional.of("exam")).version().number()).isEqualTo(1);
    assertThat(studentReads()).contains("on the branch of the exam");
  }

  @Test
  @Tag("NBG-03")
  void withoutABranchTheRemotesDefaultIsHandedOut() {
    assertThat(handOut(Optional.empty()).version().number()).isEqualTo(1);
    assertThat(studentReads()).contains("on the default branch");
  }

  @Test
  @Tag("NBG-04")
  void aBranchThatDoesNotExistIsAnErrorAndNoHandout() {
    assertThatThrownBy(() -> handOut(Optional.of("nowhere")))
        .isInstanceOfSatisfying(
            UnusableMaterial.class, e -> assertThat(e.key()).isEqualTo("git.BRANCH_EXIST"));
    assertThat(new Handouts(room.repositories).current(room.material)).isEmpty();
  }
}
