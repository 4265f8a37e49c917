package org.mydocker.assignment.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.assignment.repository.http.GitRefused;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.storage.TestDatabase;

@Tag("SAFE-09")
@Isolated("it listens to what all log")
class GitTokensTest {

  private final PersonId student = PersonId.random();
  private School school;
  private Assignment assignment;

  @BeforeEach
  void open(@TempDir Path data) {
    school = new School(TestDatabase::h2, data);
    assignment = school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a"));
  }

  @AfterEach
  void close() {
    school.close();
  }

  @Test
  void opensOnePersonsWorkOnOneAssignment() {
    String token = school.tokens.make(assignment.id(), student, false);
    assertThat(school.tokens.find(token))
        .contains(new GitTokens.Opens(assignment.id(), student, false, GitGrant.From.LAPTOP));
    assertThat(school.tokens.find(token + "x")).isEmpty();
  }

  @Test
  void endsTheOldTokenWithANewOne() {
    String old = school.tokens.make(assignment.id(), student, false);
    String fresh = school.tokens.make(assignment.id(), student, false);
    assertThat(school.tokens.find(old)).isEmpty();
    assertThat(school.tokens.find(fresh)).isPresent();
  }

  @Test
  void isKeptAsAHashAloneAndEachIsAnother() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      tokens.add(school.tokens.make(assignment.id(), PersonId.random(), false));
    }
    assertThat(tokens).hasSize(20).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    List<String> kept =
        school.rows.in(
            manager ->
                manager.createQuery("select hash from TokenRow", String.class).getResultList());
    assertThat(kept)
        .containsExactlyInAnyOrderElementsOf(tokens.stream().map(GitTokensTest::sha256).toList());
  }

  @Test
  void ofOneAssignmentOpensNoOtherOfTheSameStudent() {
    Assignment other = school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a"));
    String token = school.tokens.make(assignment.id(), student, false);
    assertThat(asked(assignment, token).push()).isTrue();
    assertRefused(other, token, GitRefused.Reason.UNKNOWN);
    school.tokens.make(other.id(), student, false);
    assertRefused(other, token, GitRefused.Reason.UNKNOWN);
  }

  @Test
  void opensNoRepositoryAfterRevocation() {
    String token = school.tokens.make(assignment.id(), student, false);
    school.tokens.revoke(assignment.id(), student, false);
    assertRefused(assignment, token, GitRefused.Reason.UNAUTHENTICATED);
  }

  @Test
  void pushesNothingAfterTheCutOff() {
    Assignment ending =
        school.assignment(
            School.dates("2026-12-01T10:00:00Z", "2026-12-02T10:00:00Z"), Map.of("a.txt", "a"));
    String token = school.tokens.make(ending.id(), student, false);
    assertThat(asked(ending, token).push()).isTrue();
    school.clock.is("2026-12-02T10:00:01Z");
    assertThat(asked(ending, token).push()).isFalse();
  }

  @Test
  void isInNoLog() {
    List<LogRecord> written = new ArrayList<>();
    Handler recording = new Recording(written);
    Logger root = Logger.getLogger("");
    Logger ours = Logger.getLogger("org.mydocker");
    ours.setLevel(Level.ALL);
    root.addHandler(recording);
    try {
      ours.log(Level.FINE, "begin");
      String token = school.tokens.make(assignment.id(), student, false);
      asked(assignment, token);
      school.tokens.revoke(assignment.id(), student, false);
      assertRefused(assignment, token, GitRefused.Reason.UNAUTHENTICATED);
      assertThat(written).extracting(LogRecord::getMessage).contains("begin");
      assertThat(written).noneMatch(record -> new SimpleFormatter().format(record).contains(token));
    } finally {
      root.removeHandler(recording);
      ours.setLevel(null);
    }
  }

  /** Keeps what is logged. */
  private static final class Recording extends Handler {
    private final List<LogRecord> written;

    Recording(List<LogRecord> written) {
      this.written = written;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      written.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private GitGrant asked(Assignment asked, String token) {
    String pair = Base64.getEncoder().encodeToString(("student:" + token).getBytes(UTF_8));
    return school.git.grant(
        SessionAccessTest.request(asked, Map.of("Authorization", "Basic " + pair)));
  }

  private void assertRefused(Assignment asked, String token, GitRefused.Reason reason) {
    assertThatThrownBy(() -> asked(asked, token))
        .isInstanceOfSatisfying(
            GitRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void opensNothingAfterRevocationOrItsEnd() {
    String revoked = school.tokens.make(assignment.id(), student, false);
    school.tokens.revoke(assignment.id(), student, false);
    assertThat(school.tokens.find(revoked)).isEmpty();
    String ended = school.tokens.make(assignment.id(), student, false);
    school.clock.passes(Duration.ofDays(181));
    assertThat(school.tokens.find(ended)).isEmpty();
    assertThat(school.tokens.alive(assignment.id(), student, false)).isEmpty();
  }
}
