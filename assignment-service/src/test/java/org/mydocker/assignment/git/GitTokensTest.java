package org.mydocker.assignment.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.storage.TestDatabase;

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
        .contains(new GitTokens.Opens(assignment.id(), student, false));
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
