package org.mydocker.lti.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.kernel.grade.Grade;
import org.mydocker.kernel.grade.GradeState;
import org.mydocker.kernel.grade.GradeState.Step;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Arriving;
import org.mydocker.lti.people.Cast;
import org.mydocker.lti.people.Columns;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.service.TrialServices;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.storage.TestDatabase;

class SendingTest {

  private static final String SCORES = "/lineitem/scores?type_id=1";

  private final TestDatabase database = TestDatabase.h2("lti");
  private final TrialServices services = new TrialServices();
  private final MovingClock clock = new MovingClock();
  @TempDir Path folder;
  private Registration registration;
  private Arrived student;

  @BeforeEach
  void arrive() {
    try (TrialPlatform platform = new TrialPlatform()) {
      student =
          database.in(
              m -> {
                Platforms platforms = new Platforms(m);
                TenantId tenant = platforms.addTenant("t", clock.instant());
                registration =
                    services.at(platform.registration("https://lms.example", "c", tenant));
                platforms.add(registration);
                Cast cast =
                    new Cast(
                        registration, platforms.addDeployment(registration, "1", clock.instant()));
                return new Arriving(m, clock)
                    .arrive(cast.arrival("5", "Stu", Role.STUDENT, services.address()));
              });
    }
  }

  @AfterEach
  void close() {
    services.close();
    database.close();
  }

  private void decide(Double points) {
    database.run(
        m ->
            new Outbox(m, new Columns(m), clock)
                .send(
                    new Grade(
                        student.column().orElseThrow(),
                        student.course().orElseThrow(),
                        student.person(),
                        Optional.ofNullable(points),
                        20,
                        "well done")));
  }

  private void round() {
    KeyFile file = new KeyFile(folder.resolve("k"));
    database.run(
        m ->
            new Sending(
                    new OutboxQueue(m, clock),
                    new Columns(m),
                    new Platforms(m),
                    TrialServices.calls(m, file, clock),
                    clock)
                .round());
  }

  private GradeState state() {
    Optional<GradeState> state =
        database.in(
            m ->
                new Outbox(m, new Columns(m), clock)
                    .state(student.column().orElseThrow(), student.person()));
    return state.orElseThrow();
  }

  private List<TrialServices.Seen> posts() {
    return services.seenAt("/lineitem/scores");
  }

  private static Json body(TrialServices.Seen post) {
    return StrictJson.object(post.body().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Tag("AGS-05")
  void aDecidedGradeArrivesAsAFullyGradedScore() {
    services.lay(SCORES, 200, "");
    decide(17.5);
    round();
    TrialServices.Seen post = posts().get(0);
    assertThat(post.type()).isEqualTo("application/vnd.ims.lis.v1.score+json");
    assertThat(post.path()).isEqualTo(SCORES);
    assertThat(body(post).members())
        .containsEntry("userId", "5")
        .containsEntry("scoreGiven", 17.5)
        .containsEntry("scoreMaximum", 20.0)
        .containsEntry("activityProgress", "Completed")
        .containsEntry("gradingProgress", "FullyGraded")
        .containsEntry("comment", "well done");
    assertThat(body(post).text("timestamp").orElseThrow())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00");
    assertThat(state().step()).isEqualTo(Step.SENT);
    round();
    assertThat(posts()).hasSize(1);
  }

  @Test
  @Tag("AGS-08")
  void onlyAWithdrawalIsSentUnfinished() {
    services.lay(SCORES, 200, "");
    decide(17.5);
    round();
    decide(null);
    round();
    assertThat(body(posts().get(1)).text("gradingProgress")).contains("PendingManual");
    assertThat(body(posts().get(1)).has("scoreGiven")).isFalse();
  }

  @Test
  @Tag("AGS-09")
  void whoHasNoGradesThereIsNotTriedAgain() {
    services.lay(SCORES, 400, "[]");
    decide(1.0);
    round();
    assertThat(state().step()).isEqualTo(Step.REFUSED);
    assertThat(state().detail()).isEqualTo("not-gradable");
    clock.forward(Duration.ofDays(1));
    round();
    assertThat(posts()).hasSize(1);
  }

  @Test
  @Tag("AGS-10")
  @Tag("SVC-09")
  void whileThePlatformIsAwayTheGradeWaits() {
    services.lay(SCORES, new TrialServices.Ready(503, Map.of("Retry-After", "30"), "<html>"));
    services.lay(SCORES, 200, "");
    decide(1.0);
    round();
    assertThat(state().step()).isEqualTo(Step.QUEUED);
    clock.forward(Duration.ofSeconds(29));
    round();
    assertThat(posts()).hasSize(1);
    clock.forward(Duration.ofSeconds(2));
    round();
    assertThat(state().step()).isEqualTo(Step.SENT);
  }

  @Test
  @Tag("AGS-07")
  void aConflictIsAnsweredWithALaterTimestampThreeTimesAtMost() {
    services.lay(SCORES, 409, "[]");
    decide(1.0);
    for (int i = 0; i < 6; i++) {
      round();
      clock.forward(Duration.ofSeconds(2));
    }
    assertThat(posts()).hasSize(4);
    assertThat(posts().stream().map(p -> body(p).text("timestamp").orElseThrow()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(state().detail()).isEqualTo("newer-at-platform");
  }

  @Test
  @Tag("SVC-04")
  void aScopeThatWasNotGrantedIsSaid() {
    services.clear("/token");
    services.lay("/token", 400, "{\"error\":\"invalid_scope\"}");
    decide(1.0);
    round();
    assertThat(state().detail()).isEqualTo("not-granted");
  }

  @Test
  void aSuspendedRegistrationGetsNoGrades() {
    database.run(m -> new Platforms(m).mark(registration.id(), Registration.Status.SUSPENDED));
    decide(1.0);
    round();
    assertThat(services.seen).isEmpty();
    assertThat(state().step()).isEqualTo(Step.QUEUED);
  }
}
