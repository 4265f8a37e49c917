package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;

/** What was acknowledged is there for good, whatever ends the application a moment later. */
@AtSchool
class AcknowledgedIT {

  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print('hello')"));

  @ParameterizedTest
  @EnumSource(Database.class)
  @Tag("ACT-09")
  @Tag("CLICK-04")
  @Tag("DATA-02")
  void keepsWhatWasAcknowledgedThroughAKill(Database database) throws Exception {
    if (database == Database.POSTGRESQL) {
      keptAt(Classroom.school(), "postgresql");
      return;
    }
    try (Site site = Site.start(database, Map.of())) {
      keptAt(site, "h2");
    }
  }

  private static void keptAt(Site site, String database) throws Exception {
    Classroom course = Classroom.of(site, "north");
    String activity = course.assignment("Handed in and killed", MATERIAL);
    try (Somebody student = course.become(Classroom.STUDENT)) {
      List<String> launches = new ArrayList<>();
      student.page().onRequest(request -> remember(request, launches));
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      Classroom.runFirstCell(jupyter);
      Classroom.save(jupyter);
      Classroom.write(
          student.page(),
          Classroom.folder(student.page()) + "/new file é.txt",
          "made by the student");
      Instant before = Instant.now();
      tool.locator("#hand-in button").click();
      tool.locator("#commit").waitFor();
      site.killApplication();

      String commit = tool.locator("#commit").textContent();
      Instant received = Instant.parse(tool.locator("#received").getAttribute("datetime"));
      assertThat(received).isBetween(before, Instant.now());
      String receipt = Inside.of(student.page()).path();
      student.picture("receipt-" + database);
      assertThat(commit).matches("[0-9a-f]{40}");
      assertThat(tool.locator("table").textContent())
          .contains("new file é.txt")
          .contains("exercise.ipynb");
      site.startApplication();
      FrameLocator after = course.open(student, activity);
      assertThat(after.locator("table").textContent()).contains(commit.substring(0, 7));
      verifies(site, Inside.of(student.page()).get(receipt + "/receipt.jws"), commit, received);
      assertThat(replay(site, launches.get(0)).statusCode()).isEqualTo(401);
      HttpResponse<String> withoutToken = replay(site, state(launches.get(0)) + "&error=x");
      assertThat(withoutToken.statusCode()).isEqualTo(401);
      assertThat(withoutToken.body()).contains("lti.replayed");
    }
  }

  /** The receipt needs nothing but the tool's public keys to be believed. */
  private static void verifies(Site site, Inside.Answer receipt, String commit, Instant received)
      throws Exception {
    assertThat(receipt.status()).isEqualTo(200);
    JsonWebSignature signed = new JsonWebSignature();
    signed.setCompactSerialization(receipt.text().strip());
    String published = site.get(site.url("/lti/jwks.json")).body();
    JsonWebKey key =
        new JsonWebKeySet(published)
            .findJsonWebKey(signed.getKeyIdHeaderValue(), "RSA", null, null);
    signed.setKey(key.getKey());
    assertThat(signed.verifySignature()).isTrue();
    JsonNode said = new ObjectMapper().readTree(signed.getPayload());
    assertThat(said.get("commit").asText()).isEqualTo(commit);
    assertThat(Instant.parse(said.get("received").asText()))
        .isCloseTo(received, within(1, ChronoUnit.MILLIS));
    assertThat(said.get("files").findValuesAsText("path"))
        .containsExactlyInAnyOrder("exercise.ipynb", "new file é.txt");
  }

  /** The part of a launch that outlives its token: its one use stands for the launch's. */
  private static String state(String launch) {
    return Stream.of(launch.split("&"))
        .filter(parameter -> parameter.startsWith("state="))
        .findFirst()
        .orElseThrow();
  }

  private static void remember(Request request, List<String> launches) {
    if (request.url().endsWith("/lti/launch") && request.method().equals("POST")) {
      launches.add(request.postData());
    }
  }

  private static HttpResponse<String> replay(Site site, String form)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(site.url() + "/lti/launch"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
