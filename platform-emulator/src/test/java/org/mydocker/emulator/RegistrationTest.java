package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.http.Json;

/** Dynamic registration, accepted and refused as Moodle does. */
class RegistrationTest {
  private static final String LTI = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static Emulator emulator;
  private static ToyTool toy;

  private Controls north;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorSettings.onAnyPort());
    toy = new ToyTool();
  }

  @AfterAll
  static void stop() {
    toy.close();
    emulator.close();
  }

  @BeforeEach
  void noTools() {
    north = emulator.tenant("north");
    north.reset();
  }

  private static final String LINE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";

  @Test
  void theConfigurationIsTheSameUnderBothPaths() {
    String issuer = north.site().issuer();
    String moodle = toy.call("GET", issuer + "/mod/lti/openid-configuration.php", "").body();

    assertThat(toy.call("GET", issuer + "/.well-known/openid-configuration", "").body())
        .isEqualTo(moodle);
    JsonNode configuration = Json.read(moodle);
    assertThat(configuration.get("issuer").asText()).isEqualTo(issuer).endsWith("/north");
    for (String endpoint :
        List.of("token_endpoint", "jwks_uri", "authorization_endpoint", "registration_endpoint")) {
      assertThat(configuration.get(endpoint).asText()).startsWith(issuer + "/mod/lti/");
    }
  }

  @Test
  void aToolArrivesPendingAndTheTokenIsUsedUp() {
    String token = north.registrationToken();

    HttpResponse<String> response = register(token, payload -> {});

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = Json.read(response.body());
    assertThat(answer.get(LTI).get("deployment_id").asText()).isEqualTo("1");
    assertThat(answer.get("scope").asText()).contains("score", "result.readonly");
    Tool tool = north.campus().toolOfClient(answer.get("client_id").asText()).orElseThrow();
    assertThat(tool.active()).isFalse();
    assertThat(tool.sendsNames()).isTrue();
    assertThat(tool.sendsEmail()).isFalse();
    assertThat(tool.deepLinking()).isTrue();
    HttpResponse<String> again = register(token, payload -> {});
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).isEqualTo("token_already_used");
  }

  @Test
  void theAnswerClaimsTheLineItemScopeWithAnyGradeScope() {
    String score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    HttpResponse<String> response =
        register(north.registrationToken(), payload -> payload.put("scope", score));

    JsonNode answer = Json.read(response.body());
    assertThat(answer.get("scope").asText().split(" ")).contains(score, LINE_ITEM);
    Tool tool = north.campus().toolOfClient(answer.get("client_id").asText()).orElseThrow();
    assertThat(tool.scopes()).contains(score).doesNotContain(LINE_ITEM);
  }

  @Test
  void aToolThatIsThereIsDescribedAndUpdatedWithATokenForThat() {
    JsonNode first = Json.read(register(north.registrationToken(), payload -> {}).body());
    north.activate("1");
    String url = north.updateUrl("https://tool.example/register", "1");
    String token = url.replaceFirst(".*registration_token=", "");

    JsonNode described =
        Json.read(
            toy.call("GET", north.site().registration(), "", "Authorization", "Bearer " + token)
                .body());
    assertThat(described).isEqualTo(first);
    JsonNode updated =
        Json.read(register(token, payload -> payload.put("client_name", "Other")).body());
    assertThat(updated.get("client_id")).isEqualTo(first.get("client_id"));
    assertThat(updated.get(LTI).get("deployment_id").asText()).isEqualTo("1");
    assertThat(north.campus().tools()).hasSize(1);
    Tool tool = north.campus().tools().get(0);
    assertThat(tool.name()).isEqualTo("Other");
    assertThat(tool.active()).isTrue();
    String fresh = north.registrationToken();
    assertThat(
            toy.call("GET", north.site().registration(), "", "Authorization", "Bearer " + fresh)
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aFailureIsABareWordAndDoesNotUseTheTokenUp() {
    String token = north.registrationToken();

    HttpResponse<String> refused =
        register(token, payload -> lti(payload).put("domain", "127.0.0.1"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo("domain_targetlinkuri_mismatch");
    assertThat(refused.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(register(token, payload -> {}).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    String token = north.registrationToken();

    assertThat(register(token, payload -> payload.remove("jwks_uri")).body())
        .isEqualTo("missing required attribute jwks_uri");
    assertThat(register(token, payload -> lti(payload).remove("domain")).body())
        .isEqualTo("missing required attribute domain");
    assertThat(register(token, payload -> payload.putArray("response_types").add("code")).body())
        .isEqualTo("invalid_response_types");
    assertThat(register(token, payload -> payload.put("token_endpoint_auth_method", "none")).body())
        .isEqualTo("invalid_token_endpoint_auth_method");
    assertThat(register(token, payload -> payload.put("application_type", "native")).body())
        .isEqualTo("invalid_application_type");
  }

  @Test
  void aTokenMustBeOursAndYoungerThanAnHour() {
    assertThat(toy.call("POST", north.site().registration(), "{}").body())
        .isEqualTo("missing_registration_token");
    String foreign = emulator.tenant("south").registrationToken();
    assertThat(register(foreign, payload -> {}).statusCode()).isEqualTo(401);
    String token = north.registrationToken();
    north.shiftClock(Duration.ofMinutes(61));
    assertThat(register(token, payload -> {}).statusCode()).isEqualTo(401);
  }

  private static ObjectNode lti(ObjectNode payload) {
    return (ObjectNode) payload.get(LTI);
  }

  private HttpResponse<String> register(String token, Consumer<ObjectNode> change) {
    ObjectNode payload = toy.registration();
    change.accept(payload);
    return toy.call(
        "POST",
        north.site().registration(),
        payload.toString(),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + token);
  }
}
