package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** What an operator's tools are told, while the engine is away. */
@InTurn
class OperatingIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Site site = Quiet.site();
  private final Platform north = Quiet.north();
  private final HttpBrowser nobody = new HttpBrowser();

  @Test
  @Tag("RUNOPS-01")
  void isReadyThoughTheEngineIsAwayAndSaysSo() {
    Waiting.until(
        "the engine is known to be away",
        SOON,
        () -> part().path("engine").asText().equals("degraded"));
    assertThat(part().path("engine.reason").asText())
        .isNotBlank()
        .doesNotContain("nowhere", "docker.sock");
    assertThat(status("/health")).isEqualTo(200);
    assertThat(status("/health/live")).isEqualTo(200);
    assertThat(status("/health/ready")).isEqualTo(200);
    Visitor student = Visitor.launched(north, Quiet.STUDENT);
    assertThat(student.get("course").status()).isEqualTo(200);
  }

  @Test
  @Tag("RUNOPS-01")
  void isAliveButNotReadyWithoutItsDatabase() {
    site.databaseReachable(false);
    try {
      Waiting.until("it is not ready", SOON, () -> status("/health/ready") == 503);
      assertThat(status("/health/live")).isEqualTo(200);
    } finally {
      site.databaseReachable(true);
    }
    Waiting.until("it is ready again", SOON, () -> status("/health/ready") == 200);
    Visitor.launched(north, Quiet.STUDENT);
  }

  @Test
  @Tag("RUNOPS-01")
  void countsForPrometheusAndShowsItOnlyWithTheToken() throws IOException {
    assertThat(status("/metrics")).isEqualTo(404);
    north.launch(new HttpBrowser(), "5").key("other").post().assertRefused(401, "lti.signature");
    String token = Files.readString(site.data().resolve("command.token")).strip();
    Answer metrics = nobody.get(site.url("/metrics"), "Authorization", "Bearer " + token);
    assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains(
            "mydocker_sessions{state=\"ready\"} 0\n",
            "mydocker_starts_total 0\n",
            "mydocker_start_seconds_total 0\n",
            "mydocker_refusals_total{code=\"lti.signature\"} ",
            "mydocker_visits_begun_total{role=\"student\"} ",
            "mydocker_gateway_requests_total ",
            "mydocker_gateway_websockets 0\n",
            "mydocker_engine_away 1\n");
    assertThat(value(metrics, "mydocker_engine_calls_total")).isPositive();
    assertThat(value(metrics, "mydocker_engine_failures_total")).isPositive();
    metrics
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line ->
                assertThat(line).matches("mydocker_[a-z_]+(\\{[a-z_]+=\"[^\"]*\"})? [0-9.E-]+"));
  }

  private static double value(Answer metrics, String name) {
    return metrics
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Every address of the document is there, and answers as the document says. */
  @Test
  @Tag("RUNOPS-01")
  void describesWhatMachinesAsk() {
    JsonNode document = json(nobody.get(site.url("/openapi"), "Accept", "application/json"));
    assertThat(document.get("openapi").asText()).startsWith("3.");
    assertThat(document.toString())
        .doesNotContain(site.data().toString(), "/internal/", "/admin", "127.0.0.1");
    Set<String> paths = new TreeSet<>();
    for (var path : document.get("paths").properties()) {
      paths.add(path.getKey());
      for (String method : List.of("get", "post")) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          List<String> documented = new ArrayList<>();
          operation.get("responses").fieldNames().forEachRemaining(documented::add);
          Answer answer = asked(method, path.getKey());
          assertThat(documented)
              .as("%s %s", method, path.getKey())
              .contains(String.valueOf(answer.status()));
        }
      }
    }
    assertThat(paths)
        .contains(
            "/health",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/lti/jwks.json",
            "/v/{visit}/sessions/{id}/state",
            "/v/{visit}/sessions/{id}/progress",
            "/v/{visit}/assignments/{assignment}/hand-in",
            "/v/{visit}/assignments/{assignment}/handed-in/{number}/receipt.jws",
            "/git/{assignment}.git/info/refs");
  }

  /** Asks as somebody who has no visit, no token, and no such thing. */
  private Answer asked(String method, String path) {
    String address =
        path.replace("{number}", "1").replaceAll("\\{[a-z]+}", UUID.randomUUID().toString())
            + (path.endsWith("/info/refs") ? "?service=git-upload-pack" : "");
    return method.equals("get")
        ? nobody.get(site.url(address))
        : nobody.post(site.url(address), "{}", "application/json");
  }

  @Test
  @Tag("RUNOPS-01")
  void describesTheStateOfASessionAsItIs() {
    Visitor student = Visitor.launched(north, Quiet.STUDENT);
    Object notebook =
        new Rows(site)
            .one("select id from broker.environment where built_in is not null")
            .orElseThrow();
    String session =
        student
            .next(student.post("environments/" + notebook + "/open", Map.of()))
            .replaceFirst("/start.*", "");
    JsonNode state = json(student.get(session + "/state"));
    JsonNode schema =
        json(nobody.get(site.url("/openapi"), "Accept", "application/json"))
            .at("/components/schemas/SessionState");
    Set<String> known = new TreeSet<>();
    schema.get("properties").fieldNames().forEachRemaining(known::add);
    state.fieldNames().forEachRemaining(name -> assertThat(known).contains(name));
    schema.get("required").forEach(name -> assertThat(state.has(name.asText())).isTrue());
    assertThat(
            StreamSupport.stream(schema.at("/properties/state/enum").spliterator(), false)
                .map(JsonNode::asText))
        .contains(state.get("state").asText());
  }

  /** Every line is an object; one request's lines can be found; nobody can be found in them. */
  @Test
  @Tag("RUNOPS-01")
  void logsObjectsWithACorrelationAndNothingPersonal() throws IOException {
    Attempt refused =
        north
            .launch(new HttpBrowser(), "5")
            .claim("name", "Ottoline Quarrington")
            .claim("email", "ottoline@quarrington.example")
            .lti("version", "x");
    Answer answer = refused.post().assertRefused(400, "lti.version");
    north
        .launch(new HttpBrowser(), "5")
        .claim("name", "Ottoline Quarrington")
        .claim("email", "ottoline@quarrington.example")
        .post()
        .assertEntered();
    String correlation = answer.header("X-Correlation-Id");
    assertThat(correlation).isNotBlank();
    assertThat(answer.body()).contains(correlation);
    String log = site.log();
    assertThat(log).doesNotContainIgnoringCase("ottoline").doesNotContain("quarrington");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : log.lines().filter(one -> one.startsWith("{")).toList()) {
      JsonNode object = Platform.JSON.readTree(line);
      for (String name : List.of("time", "level", "logger", "thread", "message")) {
        assertThat(object.has(name)).as("%s in %s", name, line).isTrue();
      }
      lines.add(object);
    }
    assertThat(lines)
        .filteredOn(line -> line.path("correlation").asText().equals(correlation))
        .anyMatch(line -> line.get("message").asText().contains("lti.version"));
    List<String> others =
        log.lines()
            .dropWhile(line -> !line.contains(correlation))
            .filter(l -> !l.isBlank())
            .toList();
    assertThat(others).allMatch(line -> line.startsWith("{"));
  }

  @Test
  @Tag("CLI-01")
  void theCommandsDoorIsForThisMachineAndTheHolderOfTheToken() throws Exception {
    String token = Files.readString(site.data().resolve("command.token")).strip();
    assertThat(door("127.0.0.1", "Bearer " + token)).isEqualTo(200);
    assertThat(door("127.0.0.1", "Bearer guessed")).isEqualTo(404);
    assertThat(door("127.0.0.1", "")).isEqualTo(404);
    List<String> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .toList();
    for (String address : addresses) {
      assertThat(door(address, "Bearer " + token)).as(address).isEqualTo(404);
    }
  }

  private int door(String host, String authorization) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://" + host + ":" + site.port() + "/internal/status"))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private int status(String path) {
    return nobody.get(site.url(path)).status();
  }

  /** What {@code /health} tells of the things that the application leans on. */
  private JsonNode part() {
    JsonNode health = json(nobody.get(site.url("/health")));
    for (JsonNode check : health.get("checks")) {
      if (check.get("name").asText().equals("parts")) {
        return check.get("data");
      }
    }
    throw new AssertionError(health.toString());
  }

  private static JsonNode json(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return Platform.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
