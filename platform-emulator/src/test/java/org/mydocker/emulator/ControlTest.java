package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewActivity;
import org.mydocker.emulator.http.Json;

/** The control resource, forged tokens, and what a restart keeps. */
class ControlTest {
  @TempDir Path folder;
  private Emulator emulator;
  private ToyTool toy;

  @BeforeEach
  void start() {
    emulator = Emulator.start(EmulatorSettings.onAnyPort().keptIn(folder.resolve("lms.json")));
    toy = new ToyTool();
  }

  @AfterEach
  void stop() {
    toy.close();
    emulator.close();
  }

  @Test
  void aRestartKeepsToolsKeysActivitiesAndGrades() {
    Controls before = emulator.tenant("north");
    before.register(toy.described());
    before.add(NewActivity.of("Kept", Map.of("a", "b"), 10.0));
    before.override("1", "5", 7.5, "well done");
    String certs = toy.call("GET", before.site().certs(), "").body();
    emulator.close();

    emulator = Emulator.start(EmulatorSettings.onAnyPort().keptIn(folder.resolve("lms.json")));

    Controls after = emulator.tenant("north");
    assertThat(after.campus().tools()).isEqualTo(before.campus().tools());
    assertThat(after.campus().activities()).isEqualTo(before.campus().activities());
    assertThat(after.campus().grades()).isEqualTo(before.campus().grades());
    assertThat(toy.call("GET", after.site().certs(), "").body()).isEqualTo(certs);
    assertThat(after.add(NewActivity.of("Next", Map.of(), null)).id()).isEqualTo("2");
  }

  @Test
  void aLaunchByHttpGivesFormAndClaims() {
    control("POST", "tools", Json.text(toy.described()));
    control("POST", "activities", "{\"title\":\"A\",\"scoreMaximum\":10}");

    JsonNode launch = control("POST", "launch", "{\"user\":\"5\",\"target\":\"window\"}");

    assertThat(launch.get("action").asText()).isEqualTo(toy.uri("/login"));
    assertThat(launch.get("fields").get("login_hint").asText()).isEqualTo("5");
    assertThat(launch.get("claims").get("sub").asText()).isEqualTo("5");
    assertThat(control("GET", "activities", "").get(0).get("lineItems")).hasSize(1);
  }

  @Test
  void aTokenSignedByControlVerifiesWithThePublishedKey() {
    String jwt = control("POST", "sign", "{\"claims\":{\"sub\":\"5\"}}").get("jwt").asText();

    JsonNode claims = toy.verified(jwt, emulator.tenant("north").site().certs());

    assertThat(claims.get("sub").asText()).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "weak", "ec", "ed", "public-pem", "public-n", "jwks", "none"})
  void everyForgedKeySigns(String key) {
    String order = "{\"claims\":{},\"key\":\"" + key + "\"}";

    assertThat(control("POST", "sign", order).get("jwt").asText().split("\\.", -1)).hasSize(3);
  }

  @Test
  void headersAndPayloadsCanBeWrittenByHand() {
    String order =
        "{\"payloadText\":\"{\\\"sub\\\":1,\\\"sub\\\":2}\",\"header\":{\"kid\":null,\"jku\":\"x\"},\"alg\":\"PS256\"}";

    String[] parts = control("POST", "sign", order).get("jwt").asText().split("\\.");

    assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"jku\":\"x\"}");
    assertThat(decoded(parts[1])).isEqualTo("{\"sub\":1,\"sub\":2}");
  }

  @Test
  void theKeySetCanBeReplacedAndPadded() {
    control(
        "POST",
        "faults",
        "{\"endpoint\":\"certs\",\"status\":200,\"body\":\"{}\",\"size\":1000000,\"skip\":1,\"headers\":{\"Content-Type\":\"application/json\"}}");
    String certs = emulator.tenant("north").site().certs();

    assertThat(toy.call("GET", certs, "").body()).contains("\"kty\"");
    HttpResponse<String> padded = toy.call("GET", certs, "");
    assertThat(padded.body()).hasSize(1_000_002).startsWith("{} ");
    assertThat(padded.headers().firstValue("Content-Type")).contains("application/json");
    control("DELETE", "faults", "");
    assertThat(toy.call("GET", certs, "").body()).contains("\"kty\"");
  }

  @Test
  void ofSeveralFaultsTheFirstThatStrikesCountsAndAnAnswerCanBeChangedInPlaces() {
    control(
        "POST",
        "faults",
        "{\"endpoint\":\"certs\",\"status\":0,\"times\":1,\"members\":{\"more\":true},\"headers\":{\"Link\":\"<{n}>\"}}");
    control("POST", "faults", "{\"endpoint\":\"certs\",\"status\":500,\"times\":2,\"add\":true}");
    String certs = emulator.tenant("north").site().certs();

    HttpResponse<String> changed = toy.call("GET", certs, "");
    assertThat(Json.read(changed.body()).get("more").asBoolean()).isTrue();
    assertThat(Json.read(changed.body()).get("keys")).hasSize(1);
    assertThat(changed.headers().firstValue("Link")).contains("<1>");
    assertThat(toy.call("GET", certs, "").statusCode()).isEqualTo(500);
    assertThat(toy.call("GET", certs, "").body()).contains("\"kty\"").doesNotContain("more");
  }

  @Test
  void aToolHasTheScopesThatItIsGranted() {
    String tool = control("POST", "tools", Json.text(toy.described())).get("id").asText();

    control("POST", "tools/" + tool + "/scopes", "{\"scopes\":[\"a\"]}");

    assertThat(emulator.tenant("north").campus().tool(tool).orElseThrow().scopes())
        .containsExactly("a");
  }

  @Test
  void aRotatedKeyHasAnotherKidAndTheOldOneMayStay() {
    String certs = emulator.tenant("north").site().certs();
    String first = kid(certs, 0);

    String second = control("POST", "rotate-key", "{\"keepOld\":true}").get("kid").asText();

    assertThat(kid(certs, 0)).isEqualTo(first);
    assertThat(kid(certs, 1)).isEqualTo(second).isNotEqualTo(first);
    control("POST", "rotate-key", "{}");
    assertThat(Json.read(toy.call("GET", certs, "").body()).get("keys")).hasSize(1);
  }

  @Test
  void aTypingErrorInAnOrderIsRefused() {
    HttpResponse<String> response =
        toy.call("POST", uri("launch"), "{\"user\":\"5\",\"activty\":\"1\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("activty");
  }

  private String kid(String certs, int index) {
    return Json.read(toy.call("GET", certs, "").body()).get("keys").get(index).get("kid").asText();
  }

  private JsonNode control(String method, String path, String body) {
    HttpResponse<String> response = toy.call(method, uri(path), body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.read(response.body());
  }

  private String uri(String path) {
    return emulator.baseUri() + "/north/control/" + path;
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
