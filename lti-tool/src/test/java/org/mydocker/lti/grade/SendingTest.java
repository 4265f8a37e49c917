package org.mydocker.lti.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
  private Cast cast;
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
                cast =
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
    decide(student, points);
  }

  private Arrived arrived(String sub) {
    return database.in(
        m ->
            new Arriving(m, clock)
                .arrive(cast.arrival(sub, sub, Role.STUDENT, services.address())));
  }

  private void decide(Arrived whose, Double points) {
    database.run(
        m ->
            new Outbox(m, new Columns(m), clock)
                .send(
                    new Grade(
                        whose.column().orElseThrow(),
                        whose.course().orElseThrow(),
                        whose.person(),
                        Optional.ofNullable(points),
                        20,
                        "well done")));
  }

  private void round() {
    KeyFile file = new KeyFile(folder.resolve("k"));
    database.run(
        m ->
            new Sending(
                    new OutboxQueue(m, 5, clock),
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

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  @Tag("AGS-05")
  void anySuccessIsOneAndNothingIsAScoreToo(int status) {
    services.lay(SCORES, status, "");
    decide(0.0);
    round();
    assertThat(body(posts().get(0)).members()).containsEntry("scoreGiven", 0.0);
    assertThat(state().step()).isEqualTo(Step.SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>thanks</html>", "{", "null", "\u0000"})
  @Tag("SVC-10")
  void whateverTheAnswerSaysTheGradeIsKept(String answer) {
    services.lay(SCORES, 503, answer);
    services.lay(SCORES, 200, answer);
    services.clear("/token");
    services.lay("/token", 200, answer);
    services.lay("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3600}");
    decide(1.0);
    for (int i = 0; i < 2; i++) {
      round();
      assertThat(state().step()).isEqualTo(Step.QUEUED);
      clock.forward(Duration.ofMinutes(1));
    }
    round();
    assertThat(state().step()).isEqualTo(Step.SENT);
  }

  @Test
  @Tag("SVC-10")
  void anAnswerThatIsTooLongLosesNoGrade() {
    services.lay(SCORES, 200, "x".repeat((8 << 20) + 1));
    services.lay(SCORES, 200, "");
    decide(1.0);
    round();
    assertThat(state().step()).isEqualTo(Step.QUEUED);
    clock.forward(Duration.ofMinutes(1));
    round();
    assertThat(state().step()).isEqualTo(Step.SENT);
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
  @Tag("SVC-09")
  void theWaitsGrowAndAreNeverQuiteTheSame() {
    services.lay(SCORES, 503, "");
    decide(1.0);
    Set<Duration> longest = new HashSet<>();
    for (int attempt = 0; attempt < 15; attempt++) {
      round();
      assertThat(posts()).hasSize(attempt + 1);
      Duration wait = Duration.between(clock.instant(), next());
      Duration least = Duration.ofSeconds(Math.min(3600, 10L << attempt));
      assertThat(wait).isBetween(least, least.plus(least.dividedBy(5)));
      if (attempt > 8) {
        longest.add(wait);
      }
      clock.forward(wait);
    }
    assertThat(longest).hasSizeGreaterThan(1);
  }

  private Instant next() {
    return database.in(
        m -> m.createQuery("select nextAttempt from OutboxRow", Instant.class).getSingleResult());
  }

  @Test
  @Tag("AGS-07")
  void theNextTimestampIsLaterThanThePlatformsClock() {
    services.lay(SCORES, 409, "[]");
    services.lay(SCORES, 200, "");
    Instant platformNow = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    clock.forward(Duration.between(clock.instant(), platformNow.minus(Duration.ofHours(1))));
    decide(1.0);
    round();
    clock.forward(Duration.ofSeconds(2));
    round();
    assertThat(posts()).hasSize(2);
    assertThat(OffsetDateTime.parse(body(posts().get(1)).text("timestamp").orElseThrow()))
        .isAfter(platformNow.atOffset(ZoneOffset.UTC));
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
  @Tag("AGS-07")
  @Tag("AGS-12")
  void whatTheGradebookShowsAlreadyIsNotSentAgain() {
    services.lay(SCORES, 409, "[]");
    services.lay(
        "/lineitem/results", 200, "[{\"userId\":5,\"resultScore\":87.495,\"resultMaximum\":100}]");
    decide(17.5);
    round();
    assertThat(state().step()).isEqualTo(Step.SENT);
    assertThat(posts()).hasSize(1);
    TrialServices.Seen read = services.seenAt("/lineitem/results").get(0);
    assertThat(read.path()).isEqualTo("/lineitem/results?type_id=1&user_id=5");
    assertThat(read.accept()).isEqualTo("application/vnd.ims.lis.v2.resultcontainer+json");
  }

  @Test
  @Tag("AGS-12")
  void anotherValueOrNoneIsSentOver() {
    for (String results :
        List.of(
            "[{\"userId\":\"5\",\"resultScore\":87.48,\"resultMaximum\":100}]",
            "[{\"userId\":\"6\",\"resultScore\":87.5,\"resultMaximum\":100}]",
            "[{\"userId\":\"5\",\"comment\":\"erased\"}]",
            "[]")) {
      services.clear(SCORES);
      services.clear("/lineitem/results");
      services.lay(SCORES, 409, "[]");
      services.lay(SCORES, 200, "");
      services.lay("/lineitem/results", 200, results);
      int before = posts().size();
      decide(17.5);
      round();
      assertThat(state().step()).as(results).isEqualTo(Step.QUEUED);
      clock.forward(Duration.ofSeconds(2));
      round();
      assertThat(state().step()).as(results).isEqualTo(Step.SENT);
      assertThat(posts()).hasSize(before + 2);
    }
  }

  @Test
  @Tag("AGS-12")
  void aWithdrawalIsThereWhereNoScoreIs() {
    services.lay(SCORES, 200, "");
    decide(17.5);
    round();
    services.clear(SCORES);
    services.lay(SCORES, 409, "[]");
    services.lay("/lineitem/results", 200, "[{\"id\":\"x\",\"userId\":\"5\"}]");
    decide(null);
    round();
    assertThat(state().step()).isEqualTo(Step.SENT);
    assertThat(posts()).hasSize(2);
  }

  @Test
  @Tag("AGS-15")
  void theGradesOfManyGoAtThePaceAndGoOnWhereTheyWereLeft() {
    services.lay(SCORES, 200, "");
    for (int i = 0; i < 12; i++) {
      decide(arrived("many-" + i), 1.0 + i);
    }
    round();
    assertThat(posts()).hasSize(5);
    round();
    assertThat(posts()).hasSize(5);
    clock.forward(Duration.ofSeconds(1));
    round();
    assertThat(posts()).hasSize(10);
    clock.forward(Duration.ofSeconds(1));
    round();
    assertThat(posts()).hasSize(12);
    assertThat(posts().stream().map(p -> body(p).text("userId").orElseThrow()))
        .doesNotHaveDuplicates();
  }

  @Test
  @Tag("SVC-04")
  void aScopeThatWasNotGrantedIsSaid() {
    services.clear("/token");
    services.lay("/token", 400, "{\"error\":\"invalid_scope\"}");
    decide(1.0);
    round();
    assertThat(state().step()).isEqualTo(Step.REFUSED);
    assertThat(state().detail()).isEqualTo("not-granted");
    clock.forward(Duration.ofDays(1));
    round();
    assertThat(services.seenAt("/token")).hasSize(1);
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
