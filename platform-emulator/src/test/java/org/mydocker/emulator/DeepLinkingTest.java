package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewLaunch;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.lti.Launches;

/** What comes back from a tool's content selection. */
class DeepLinkingTest {
  private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
  private static Emulator emulator;
  private static ToyTool toy;

  private Controls north;
  private Tool tool;
  private String returnUrl;

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
  void aTeacherSelectsContent() {
    north = emulator.tenant("north");
    north.reset();
    tool = north.register(toy.described());
    Launches.Initiation initiation = north.launch(NewLaunch.deepLinking("3", null));
    JsonNode claims = north.claims(initiation.launch(), "n");
    returnUrl = claims.get(DL + "deep_linking_settings").get("deep_link_return_url").asText();
  }

  @Test
  void eachItemBecomesAnActivityAndALineItemItsColumn() {
    ArrayNode items = (ArrayNode) Json.read("[]");
    ObjectNode graded = items.addObject().put("type", "ltiResourceLink").put("title", "Graded");
    graded.putObject("custom").put("mydocker_target", "assignment:1");
    graded.putObject("lineItem").put("scoreMaximum", 20).put("resourceId", "r").put("tag", "t");
    items.addObject().put("type", "ltiResourceLink").put("title", "Plain");

    HttpResponse<String> response = answer(response(items));

    assertThat(response.body()).contains("added=1,2");
    List<Activity> activities = north.campus().activities();
    assertThat(activities).extracting(Activity::title).containsExactly("Graded", "Plain");
    assertThat(activities.get(0).custom()).isEqualTo("mydocker_target=assignment:1");
    LineItem column = north.campus().lineItemsOf("1").get(0);
    assertThat(column.scoreMaximum()).isEqualTo(20);
    assertThat(column.tag()).isEqualTo("t");
    assertThat(north.campus().lineItemsOf("2")).isEmpty();
  }

  @Test
  void noItemsMeansThatTheTeacherCancelled() {
    assertThat(answer(response(Json.read("[]"))).body()).contains("cancelled=");
    assertThat(north.campus().activities()).isEmpty();
  }

  @Test
  void anAnswerOfAnotherKeyIssuerOrTimeIsRefused() {
    ObjectNode good = response(Json.read("[{\"title\":\"x\"}]"));
    try (ToyTool other = new ToyTool()) {
      assertThat(post(other.sign(good)).statusCode()).isEqualTo(400);
    }
    assertThat(answer(good.deepCopy().put("iss", "somebody")).statusCode()).isEqualTo(400);
    assertThat(answer(good.deepCopy().put("exp", 1_000)).statusCode()).isEqualTo(400);
    returnUrl = returnUrl.replaceAll("sesskey=.*", "sesskey=guessed");
    assertThat(answer(good).statusCode()).isEqualTo(403);
    assertThat(north.campus().activities()).isEmpty();
  }

  private ObjectNode response(JsonNode items) {
    ObjectNode claims = Json.object();
    long now = Instant.now().getEpochSecond();
    claims.put("iss", tool.clientId()).put("aud", north.site().issuer());
    claims.put("iat", now).put("exp", now + 60).put("nonce", "n");
    claims.set(DL + "content_items", items);
    return claims;
  }

  private HttpResponse<String> answer(ObjectNode claims) {
    return post(toy.sign(claims));
  }

  private HttpResponse<String> post(String jwt) {
    return toy.post(returnUrl, Map.of("JWT", jwt));
  }
}
