package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mydocker.emulator.Recording.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewActivity;
import org.mydocker.emulator.control.NewLaunch;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.lti.Launches;
import org.mydocker.emulator.lti.Message;
import org.mydocker.emulator.lti.Target;

/** Login initiation, authorization and id_token, against what Moodle sent. */
class LaunchTest {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
  private static Emulator emulator;
  private static ToyTool tool;

  private Controls north;
  private Activity activity;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorSettings.onAnyPort());
    tool = new ToyTool();
  }

  @AfterAll
  static void stop() {
    tool.close();
    emulator.close();
  }

  @BeforeEach
  void aCourseWithAnActivity() {
    north = emulator.tenant("north");
    north.reset();
    north.register(withCustom(tool));
    activity = north.add(NewActivity.of("Exercise 1", Map.of("exercise", "ex-1"), 100.0));
  }

  @ParameterizedTest
  @CsvSource({
    "3, IFRAME, id_token-resource-link-teacher-iframe.json",
    "3, WINDOW, id_token-resource-link-teacher-window.json",
    "8, IFRAME, id_token-resource-link-non-editing-teacher-iframe.json",
    "5, IFRAME, id_token-resource-link-student-iframe.json",
    "5, WINDOW, id_token-resource-link-student-window.json",
    "2, IFRAME, id_token-resource-link-admin-iframe.json"
  })
  void theTokenOfAResourceLinkHasTheShapeOfTheRecordedOne(
      String user, Target target, String recorded) {
    JsonNode claims = launched(new NewLaunch(user, null, null, null, target, null, null));

    JsonNode expected = Recording.json(recorded);
    assertThat(shape(claims)).isEqualTo(shape(expected));
    assertThat(claims.get(LTI + "roles")).isEqualTo(expected.get(LTI + "roles"));
    assertThat(claims.get(LTI + "context")).isEqualTo(expected.get(LTI + "context"));
    assertThat(claims.get("nonce").asText()).isEqualTo("nonce-1");
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(60);
    assertThat(
            claims.at("/" + (LTI + "launch_presentation").replace("/", "~1") + "/document_target"))
        .isEqualTo(expected.get(LTI + "launch_presentation").get("document_target"));
  }

  @Test
  void theTokenOfDeepLinkingHasTheShapeOfTheRecordedOne() {
    north.reset();
    north.register(withCustom(tool));

    JsonNode claims = launched(NewLaunch.deepLinking("3", null));

    JsonNode expected = Recording.json("id_token-deep-linking-teacher.json");
    assertThat(shape(claims)).isEqualTo(shape(expected));
  }

  @Test
  void theInitiationHasTheFieldsOfTheRecordedOne() {
    Map<String, String> fields = north.launch(NewLaunch.deepLinking("3", null)).fields();

    JsonNode recorded = Recording.json("login-initiation.json").get("form");
    assertThat(fields.keySet())
        .containsExactlyElementsOf(recorded.propertyStream().map(Map.Entry::getKey).toList());
    assertThat(fields.get("lti_message_hint")).startsWith("{\"launchid\":\"ltilaunch_");
    assertThat(north.launch(NewLaunch.of("5", null)).fields().get("lti_message_hint"))
        .startsWith("{\"cmid\":\"" + activity.cmid() + "\",\"launchid\":\"ltilaunch");
  }

  @Test
  void aTeacherWhoLooksAsAStudentIsALearnerWithTheirOwnSub() {
    JsonNode claims = launched(new NewLaunch("3", null, null, null, null, true, null));

    assertThat(claims.get("sub").asText()).isEqualTo("3");
    assertThat(claims.get(LTI + "roles").toString())
        .isEqualTo("[\"http://purl.imsglobal.org/vocab/lis/v2/membership#Learner\"]");
  }

  @Test
  void aReviewNamesWhoseWorkItIsAbout() {
    JsonNode claims =
        launched(new NewLaunch("3", Message.SUBMISSION_REVIEW, null, null, null, null, "6"));

    assertThat(claims.get(LTI + "message_type").asText()).isEqualTo("LtiSubmissionReviewRequest");
    assertThat(claims.get(LTI + "for_user").toString()).isEqualTo("{\"user_id\":\"6\"}");
  }

  @Test
  void customKeysComeAsWrittenAndInLowerCase() {
    Activity other = north.add(NewActivity.of("Other", Map.of("My-Key", "$Context.id"), null));

    JsonNode custom = launched(NewLaunch.of("5", other.id())).get(LTI + "custom");

    assertThat(custom.get("My-Key").asText()).isEqualTo("2");
    assertThat(custom.get("my_key").asText()).isEqualTo("2");
  }

  @Test
  void aLaunchIsGoodForOneAuthorizationRequest() {
    Map<String, String> request =
        tool.authorizationRequest(north.launch(NewLaunch.of("5", null)).fields());

    assertThat(answer(request)).containsKeys("id_token", "state");
    assertThat(answer(request)).containsEntry("error", "invalid_request");
  }

  @ParameterizedTest
  @CsvSource({
    "scope, openid profile, invalid_scope",
    "response_type, code, unsupported_response_type",
    "response_mode, query, invalid_request",
    "prompt, login, invalid_request",
    "nonce, '', invalid_request",
    "login_hint, 6, access_denied",
    "lti_message_hint, hint, invalid_request"
  })
  void aWrongParameterIsAnsweredToTheRedirectUri(String name, String value, String error) {
    Map<String, String> request =
        tool.authorizationRequest(north.launch(NewLaunch.of("5", null)).fields());
    request.put(name, value);

    assertThat(answer(request)).containsEntry("error", error).containsEntry("state", "state-1");
  }

  @Test
  void anUnknownRedirectUriIsAPageAndNothingIsSent() {
    Map<String, String> request =
        tool.authorizationRequest(north.launch(NewLaunch.of("5", null)).fields());
    request.put("redirect_uri", tool.uri("/launch/"));

    HttpResponse<String> response = tool.post(north.site().auth(), request);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("invalidrequest").doesNotContain("id_token");
  }

  @Test
  void theOtherTenantHasTheSameIdsAndAnotherIssuerAndKey() {
    Controls south = emulator.tenant("south");
    south.reset();
    south.register(tool.described());
    Activity twin = south.add(NewActivity.of("Exercise 1", Map.of(), 100.0));

    assertThat(twin.id()).isEqualTo(activity.id());
    assertThat(south.site().issuer()).isNotEqualTo(north.site().issuer());
    assertThat(tool.call("GET", south.site().certs(), "").body())
        .isNotEqualTo(tool.call("GET", north.site().certs(), "").body());
  }

  @Test
  void theClockOfATenantCanBeShifted() {
    long before = launched(NewLaunch.of("5", null)).get("iat").asLong();
    north.shiftClock(java.time.Duration.ofHours(-2));
    Launches.Initiation initiation = north.launch(NewLaunch.of("5", null));

    long after = north.claims(initiation.launch(), "n").get("iat").asLong();

    assertThat(before - after).isBetween(7_190L, 7_200L);
  }

  private JsonNode launched(NewLaunch wish) {
    Launches.Initiation initiation = north.launch(wish);
    assertThat(initiation.action()).isEqualTo(tool.uri("/login"));
    Map<String, String> answer = answer(tool.authorizationRequest(initiation.fields()));
    assertThat(answer).containsEntry("state", "state-1");
    return tool.verified(answer.get("id_token"), north.site().certs());
  }

  private Map<String, String> answer(Map<String, String> request) {
    StringBuilder query = new StringBuilder();
    new LinkedHashMap<>(request)
        .forEach(
            (name, value) ->
                query.append(name).append('=').append(ToyTool.encoded(value)).append('&'));
    HttpResponse<String> response = tool.call("GET", north.site().auth() + "?" + query, "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("action=\"" + tool.uri("/launch") + "\"");
    return ToyTool.inputs(response.body());
  }

  private static org.mydocker.emulator.control.NewTool withCustom(ToyTool tool) {
    return Json.as(
        ((com.fasterxml.jackson.databind.node.ObjectNode) Json.of(tool.described()))
            .set("custom", Json.object().put("tool_level", "x")),
        org.mydocker.emulator.control.NewTool.class);
  }
}
