package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mydocker.emulator.Recording.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewActivity;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.lti.Scopes;

/** Token, line item, score, result and membership services, against what Moodle answered. */
class ServicesTest {
  private static final String CONTAINER = "application/vnd.ims.lis.v2.lineitemcontainer+json";
  private static final String ITEM = "application/vnd.ims.lis.v2.lineitem+json";
  private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
  private static final String ALL = String.join(" ", Scopes.ALL);
  private static Emulator emulator;
  private static ToyTool toy;

  private Controls north;
  private Tool tool;
  private String bearer;

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
  void aToolWithAToken() {
    north = emulator.tenant("north");
    north.reset();
    tool = north.register(toy.described());
    bearer = "Bearer " + Json.read(token(ALL).body()).get("access_token").asText();
  }

  @Test
  void theTokenIsJsonCalledHtml() {
    HttpResponse<String> response = token(ALL);

    assertThat(type(response)).isEqualTo("text/html; charset=utf-8");
    assertThat(shape(Json.read(response.body())))
        .isEqualTo(shape(Json.read(Recording.service("all scopes"))));
    assertThat(response.body()).contains("\"token_type\" : \"Bearer\"");
  }

  @Test
  void aTokenIsRefusedInMoodlesWords() {
    assertThat(token("https://example.invalid/scope").body().strip())
        .isEqualTo(Recording.service("bad scope"));
    String late = toy.assertion(tool.clientId(), "x", Instant.now().minusSeconds(60));
    assertThat(toy.tokenResponse(north.site().token(), late, ALL).body().strip())
        .isEqualTo(Recording.service("expired assertion"));
    String stranger = toy.assertion("nobody", "x", Instant.now().plusSeconds(60));
    assertThat(toy.tokenResponse(north.site().token(), stranger, ALL).body().strip())
        .isEqualTo(Recording.service("unknown client"));
  }

  @Test
  void anAssertionOfAnotherKeyIsRefused() {
    try (ToyTool other = new ToyTool()) {
      String forged = other.assertion(tool.clientId(), "x", Instant.now().plusSeconds(60));
      assertThat(toy.tokenResponse(north.site().token(), forged, ALL).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void lineItemsAreMadeListedAndPaged() {
    assertThat(get(lineItems(""), CONTAINER).body()).isEqualTo("[]");
    HttpResponse<String> made = make("Tool made item", 10);
    make("Second", 5);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(shape(Json.read(made.body())))
        .isEqualTo(shape(Json.read(Recording.service("create lineitem"))));
    HttpResponse<String> page = get(lineItems("&limit=1"), CONTAINER);
    JsonNode recorded = Json.read(Recording.service("lineitems limit=1"));
    assertThat(shape(Json.read(page.body()))).isEqualTo(shape(recorded));
    assertThat(page.body()).contains("http:\\/\\/127.0.0.1");
    String link = page.headers().firstValue("Link").orElseThrow();
    String read = new String(link.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    assertThat(read)
        .contains("?type_id=1&amp;limit=1&amp;from=1>; rel=\u201cnext\u201d")
        .contains("&amp;from=2>; rel=\u201clast\u201d");
    assertThat(Json.read(get(lineItems("&resource_id=nothing"), CONTAINER).body())).isEmpty();
  }

  @Test
  void errorsLookLikeMoodles() {
    HttpResponse<String> unknown = toy.call("GET", lineItems(""), "", "Accept", CONTAINER);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body())
        .isEqualTo(
            Recording.service("lineitems, no token")
                .replace("/2/lineitems?type_id=5", "/2/lineitems?type_id=1")
                .replace("\"/mod", "\"/north/mod"));
    HttpResponse<String> html = get(lineItems(""), "text/html");
    assertThat(html.statusCode()).isEqualTo(400);
    assertThat(html.body()).contains("\"No handler found for /2/lineitems text/html \"");
    assertThat(get(lineItems(""), "*/*").statusCode()).isEqualTo(400);
    make("Item", 10);
    HttpResponse<String> json =
        toy.call(
            "POST",
            lineItem("/scores"),
            "{}",
            "Content-Type",
            "application/json",
            "Authorization",
            bearer);
    assertThat(json.body())
        .contains("\"No handler found for /2/lineitems/1/lineitem/scores  application/json\"");
  }

  @Test
  void scoresFollowMoodlesRules() {
    make("Item", 20);

    assertThat(score("5", 8.0, 10.0, "2026-11-20T10:00:00.000Z", "FullyGraded")).isEqualTo("200 ");
    assertThat(resultScore()).isEqualTo(16);
    assertThat(score("5", 9.0, 10.0, "2026-11-20T10:00:00.900Z", "FullyGraded"))
        .isEqualTo("409 []");
    assertThat(score("5", 9.0, 10.0, "2026-11-20T09:00:00Z", "FullyGraded")).isEqualTo("409 []");
    assertThat(score("5", 30.0, 10.0, "2026-11-20T11:00:02+01:00", "FullyGraded"))
        .isEqualTo("200 ");
    assertThat(resultScore()).isEqualTo(20);
    assertThat(score("5", 9.0, null, "2026-11-20T11:00:00Z", "FullyGraded")).isEqualTo("400 []");
    assertThat(score("5", 9.0, 10.0, null, "FullyGraded")).isEqualTo("400 []");
    for (String user : new String[] {"3", "8", "2", "999"}) {
      assertThat(score(user, 9.0, 10.0, "2026-11-20T11:00:00Z", "FullyGraded")).isEqualTo("400 []");
    }
    JsonNode results = Json.read(get(lineItem("/results"), "*/*").body());
    assertThat(shape(results)).isEqualTo(shape(Json.read(Recording.service("results"))));
    assertThat(results.get(0).get("timestamp").asText()).isEqualTo("2026-11-20T10:00:02+00:00");
    assertThat(get(lineItem("/results") + "&limit=5", "*/*").statusCode()).isEqualTo(500);
    assertThat(toy.call("GET", lineItem("/scores"), "").statusCode()).isEqualTo(405);
  }

  @Test
  void aScoreThatIsNotFullyGradedErasesTheGrade() {
    make("Item", 20);
    score("5", 8.0, 10.0, "2026-11-20T10:00:00Z", "FullyGraded");

    assertThat(score("5", null, null, "2026-11-20T10:00:01Z", "Pending")).isEqualTo("200 ");

    JsonNode result = Json.read(get(lineItem("/results"), "*/*").body()).get(0);
    assertThat(result.propertyStream().map(Map.Entry::getKey)).containsExactly("id", "userId");
  }

  @Test
  void onlyWhatTheToolMadeCanBeDeleted() {
    north.add(NewActivity.of("Coupled", Map.of(), 100.0));
    make("Own", 10);

    assertThat(delete("1").statusCode()).isEqualTo(403);
    assertThat(delete("2").statusCode()).isEqualTo(204);
  }

  @Test
  void theRosterHasTheShapeOfTheRecordedOne() {
    String memberships = north.site().memberships("2", tool.id());
    JsonNode page = Json.read(get(memberships + "?limit=2", "*/*").body());

    assertThat(shape(page)).isEqualTo(shape(Json.read(Recording.service("members limit=2"))));
    assertThat(get(memberships + "?limit=2", "*/*").headers().firstValue("Link"))
        .contains("<" + memberships + "?limit=2&from=2>; rel=\"next\"");
    JsonNode all = Json.read(get(memberships, "*/*").body()).get("members");
    assertThat(all).hasSize(5);
    assertThat(all.findValuesAsText("user_id")).containsExactly("3", "5", "7", "6", "8");
    assertThat(all.get(4).get("roles").get(0).asText()).isEqualTo("Learner");
  }

  @Test
  void faultsStrikeAsOrderedAndRequestsAreCounted() {
    String control = north.site().issuer() + "/control/";
    make("Item", 10);
    toy.call(
        "POST",
        control + "faults",
        "{\"endpoint\":\"scores\",\"times\":1,\"headers\":{\"Retry-After\":\"1\"}}");
    toy.call("DELETE", control + "requests", "");

    assertThat(score("5", 1.0, 10.0, "2026-11-20T10:00:00Z", "FullyGraded")).startsWith("503");
    assertThat(score("5", 1.0, 10.0, "2026-11-20T10:00:00Z", "FullyGraded")).startsWith("200");

    JsonNode counted = Json.read(toy.call("GET", control + "requests", "").body());
    assertThat(counted.get("scores").asInt()).isEqualTo(2);
  }

  private HttpResponse<String> token(String scope) {
    String assertion =
        toy.assertion(tool.clientId(), north.site().token(), Instant.now().plusSeconds(60));
    return toy.tokenResponse(north.site().token(), assertion, scope);
  }

  private HttpResponse<String> make(String label, int maximum) {
    ObjectNode body = Json.object();
    body.put("scoreMaximum", maximum).put("label", label).put("resourceId", "r1");
    body.put("tag", "t1").put("startDateTime", "2026-11-01T00:00:00Z");
    body.put("endDateTime", "2026-12-01T00:00:00Z");
    return toy.call(
        "POST", lineItems(""), body.toString(), "Content-Type", ITEM, "Authorization", bearer);
  }

  private HttpResponse<String> delete(String item) {
    return toy.call(
        "DELETE", north.site().lineItem("2", item, tool.id()), "", "Authorization", bearer);
  }

  private String score(String user, Double given, Double maximum, String at, String progress) {
    ObjectNode body = Json.object();
    body.put("userId", user).put("activityProgress", "Completed").put("gradingProgress", progress);
    body.put("scoreGiven", given).put("scoreMaximum", maximum).put("timestamp", at);
    HttpResponse<String> response =
        toy.call(
            "POST",
            lineItem("/scores"),
            body.toString(),
            "Content-Type",
            SCORE,
            "Authorization",
            bearer);
    return response.statusCode() + " " + response.body();
  }

  private double resultScore() {
    return Json.read(get(lineItem("/results") + "&user_id=5", "*/*").body())
        .get(0)
        .get("resultScore")
        .asDouble();
  }

  private HttpResponse<String> get(String uri, String accept) {
    return toy.call("GET", uri, "", "Accept", accept, "Authorization", bearer);
  }

  private String lineItems(String more) {
    return north.site().lineItems("2", tool.id()) + more;
  }

  private String lineItem(String more) {
    return north
        .site()
        .lineItem("2", "1", tool.id())
        .replace("/lineitem?", "/lineitem" + more + "?");
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }
}
