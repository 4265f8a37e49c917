package org.mydocker.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.people.Arrival;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Memberships;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.RefusedHosts;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.TrialForm;
import org.mydocker.storage.TestDatabase;

class LaunchingTest {

  private static LaunchTrial trial;

  @BeforeAll
  static void open() {
    trial = new LaunchTrial(TestDatabase.h2("lti"));
  }

  @AfterAll
  static void close() {
    trial.close();
  }

  private final LoginState state = trial.state(trial.a);
  private final Map<String, Object> claims = trial.claims(trial.a, state);
  private final Map<String, String> form = new LinkedHashMap<>();
  private Optional<String> cookie = Optional.of(LaunchTrial.SECRET);

  private Launching.Verified launch() {
    fill();
    return trial.in(this::verified);
  }

  /** The refusal itself commits what was written before it, as the server's transactions do. */
  private LaunchRejected refused() {
    fill();
    return trial.in(m -> catchThrowableOfType(LaunchRejected.class, () -> verified(m)));
  }

  private Launching.Verified verified(EntityManager manager) {
    return trial.launching(manager).verify(TrialForm.of(form), name -> cookie);
  }

  private void fill() {
    form.putIfAbsent("state", trial.in(m -> trial.states(m).sealed(state)));
    if (!form.containsKey("error")) {
      form.putIfAbsent("id_token", TrialPlatform.signed(claims));
    }
  }

  @Test
  @Tag("SES-01")
  void theBrowserThatBeganIsBound() {
    assertThat(launch().bound()).isTrue();
  }

  @Test
  @Tag("TOK-03")
  void aWrongCookieIsRefusedBeforeTheTokenIsLookedAt() {
    cookie = Optional.of("another browser's");
    form.put("id_token", "nonsense");
    assertThat(refused().reason()).isEqualTo(Reason.BROWSER_MISMATCH);
  }

  @Test
  void withoutCookieTheLaunchIsVerifiedAndNotBound() {
    cookie = Optional.empty();
    assertThat(launch().bound()).isFalse();
    assertThat(refused().reason()).isEqualTo(Reason.REPLAYED);
  }

  @Test
  @Tag("TOK-03")
  void aStateMustBeOursWholeAndInTime() {
    form.put("state", "");
    assertThat(refused().reason()).isEqualTo(Reason.STATE_MISSING);
    form.put("state", "1.AAAA");
    assertThat(refused().reason()).isEqualTo(Reason.STATE_INVALID);
  }

  @Test
  @Tag("INI-07")
  @Tag("O-10")
  void aStateThatIsTooOldIsRefused() {
    form.put("state", trial.in(m -> trial.states(m).sealed(state)));
    trial.clock.forward(Duration.ofMinutes(11));
    LaunchRejected rejected = refused();
    assertThat(rejected.reason()).isEqualTo(Reason.STATE_EXPIRED);
    assertThat(rejected.status()).isEqualTo(401);
  }

  /** Two nodes share the database and nothing else. */
  @Test
  @Tag("O-09")
  void whatOneNodeTookAnotherRefuses() {
    fill();
    Launching.Verified here = trial.in(this::verified);
    assertThat(here.bound()).isTrue();
    LaunchRejected there =
        trial.in(
            m ->
                catchThrowableOfType(
                    LaunchRejected.class,
                    () -> trial.launching(m).verify(TrialForm.of(form), name -> cookie)));
    assertThat(there.reason()).isEqualTo(Reason.REPLAYED);
    assertThat(there.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_request, PLATFORM_INVALID_REQUEST",
    "invalid_scope, PLATFORM_INVALID_SCOPE",
    "unsupported_response_type, PLATFORM_UNSUPPORTED_RESPONSE_TYPE",
    "unauthorized_client, PLATFORM_UNAUTHORIZED_CLIENT",
    "access_denied, PLATFORM_ACCESS_DENIED",
    "login_required, PLATFORM_LOGIN_REQUIRED",
    "something_else, PLATFORM_ERROR"
  })
  @Tag("TOK-02")
  void whatThePlatformAnswersInsteadIsTold(String error, Reason reason) {
    form.put("error", error);
    form.put("error_description", "<script>" + "x".repeat(1000));
    LaunchRejected rejected = refused();
    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.facts().get("description")).hasSize(300);
    assertThat(rejected.framedBy()).contains(trial.a.origin());
    assertThat(refused().reason()).isEqualTo(Reason.REPLAYED);
  }

  @Test
  @Tag("REG-05")
  void anUnknownDeploymentIsRefusedAndNamed() {
    claims.put(LaunchTrial.CLAIM + "deployment_id", "99");
    Launching.Verified launch = launch();
    LaunchRejected rejected =
        catchThrowableOfType(
            LaunchRejected.class,
            () -> trial.in(m -> trial.entering(m).enter(launch.message(), trial.a)));
    assertThat(rejected.reason()).isEqualTo(Reason.DEPLOYMENT_UNKNOWN);
    assertThat(rejected.status()).isEqualTo(403);
    assertThat(rejected.facts()).containsEntry("deployment", "99");
  }

  @Test
  @Tag("REG-05")
  void aDeploymentThatIsNotActiveIsRefused() {
    Deployment closed =
        trial.in(m -> new Platforms(m).addDeployment(trial.b, "closed", trial.clock.instant()));
    trial.database.run(m -> new Platforms(m).mark(closed.key(), false));
    claims.put(LaunchTrial.CLAIM + "deployment_id", "closed");
    LtiMessage message = launch().message();
    LaunchRejected rejected =
        catchThrowableOfType(
            LaunchRejected.class, () -> trial.in(m -> trial.entering(m).enter(message, trial.b)));
    assertThat(rejected.reason()).isEqualTo(Reason.DEPLOYMENT_SUSPENDED);
    assertThat(rejected.status()).isEqualTo(403);
  }

  @Test
  @Tag("REG-05")
  void aDeploymentIsTakenInOnlyWhereThatIsSwitchedOn() {
    Registration adopting = trial.adopting("https://adopting.example", "client");
    assertThat(trial.a.adoptsDeployments()).isFalse();
    claims.put(LaunchTrial.CLAIM + "deployment_id", "new");
    LtiMessage message = launch().message();
    Entering.Entered entered = trial.in(m -> trial.entering(m).enter(message, adopting));
    assertThat(entered.deployment().deploymentId()).isEqualTo("new");
    Optional<Deployment> kept = trial.in(m -> new Platforms(m).deployment(adopting.id(), "new"));
    assertThat(kept).contains(entered.deployment());
  }

  private Entering.Entered enter(String type, String role) {
    claims.put(LaunchTrial.CLAIM + "message_type", type);
    claims.put(LaunchTrial.CLAIM + "roles", List.of(role));
    claims.put(LaunchTrial.CLAIM + "context", Map.of("id", "editors"));
    claims.put(
        "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings",
        Map.of(
            "deep_link_return_url", "https://a.example/return",
            "accept_types", List.of("ltiResourceLink"),
            "accept_presentation_document_targets", List.of("iframe")));
    LtiMessage message =
        new MessageReading(trial.addresses, new RefusedHosts())
            .read(new Json(claims), trial.a, Optional.empty());
    return trial.in(m -> trial.entering(m).enter(message, trial.a));
  }

  /** Beside the roster of Moodle, which calls every teacher without editing rights a learner. */
  @Test
  @Tag("ROL-14")
  void whoChoseContentIsATeacherWhateverTheRosterSays() {
    for (String type : List.of("LtiResourceLinkRequest", "LtiDeepLinkingRequest")) {
      claims.put("sub", "teacher-" + type);
      Arrived arrived = enter(type, "Instructor").arrived();
      trial.database.run(
          m ->
              new Memberships(m, new Platforms(m), Clock.systemUTC())
                  .takeOver(
                      arrived.course().orElseThrow(),
                      List.of(
                          new Memberships.RosterLine(
                              "teacher-" + type, Arrival.Names.NONE, Role.STUDENT, true)),
                      trial.clock.instant()));
      assertThat(enter("LtiResourceLinkRequest", "Instructor").arrived().role())
          .isEqualTo(type.equals("LtiDeepLinkingRequest") ? Role.TEACHER : Role.GRADER);
    }
  }

  @Test
  @Tag("SVC-01")
  void whatALaunchGrantsMayBeAskedFor() {
    String score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    assertThat(scopes()).doesNotContain(score);
    claims.put(
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
        Map.of("scope", List.of(score, "https://purl.imsglobal.org/spec/lti-ags/scope/made-up")));
    LtiMessage message = launch().message();
    trial.in(m -> trial.entering(m).enter(message, trial.a));
    assertThat(scopes()).containsExactly(score);
  }

  private Set<String> scopes() {
    Optional<Registration> now = trial.in(m -> new Platforms(m).find(trial.a.id()));
    return now.orElseThrow().scopes();
  }

  @Test
  @Tag("ROL-08")
  void whoEntersIsWhatTheRolesSay() {
    Launching.Verified launch = launch();
    Entering.Entered entered = trial.in(m -> trial.entering(m).enter(launch.message(), trial.a));
    assertThat(entered.arrived().role()).isEqualTo(Role.STUDENT);
    assertThat(entered.arrived().course()).isPresent();
    assertThat(entered.arrived().link()).isPresent();
  }
}
