package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/**
 * Key sets that are hostile, broken, late or changing (lti.md 3.2). Each test registers anew, so
 * that the tool knows no key of that registration yet.
 */
@InTurn
class KeySetIT {

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Platform north = Platform.shared("north");
  private final Platform fresh = Platform.register(Site.shared(), "north");
  private final Traces traces = new Traces(fresh);

  private Attempt attempt() {
    return fresh.launch(new HttpBrowser(), "5");
  }

  private static String set(JsonNode... keys) {
    ObjectNode set = Platform.JSON.createObjectNode();
    ArrayNode list = set.putArray("keys");
    for (JsonNode key : keys) {
      list.add(key);
    }
    return set.toString();
  }

  private ObjectNode published(String name) {
    return (ObjectNode) fresh.keys().get(name);
  }

  @Test
  @Tag("J-05")
  @Tag("TOK-07")
  void refusesAKeyIdThatTwoKeysHave() {
    ObjectNode own = published("own");
    ObjectNode twin = published("ec").put("kid", own.get("kid").asText());
    Attempt attempt = attempt();
    fresh.whileKeySetIs(
        set(own, twin), () -> traces.none(401, "lti.kid-unknown", 1, attempt::post));
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of("own", "{\"use\": \"enc\"}"),
        Arguments.of("own", "{\"alg\": \"RS512\"}"),
        Arguments.of("own", "{\"alg\": \"PS256\"}"),
        Arguments.of("own", "{\"d\": \"AQAB\"}"),
        Arguments.of("weak", "{}"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  @Tag("J-12")
  @Tag("TOK-10")
  @Tag("TOK-06")
  void refusesAKeyThatIsUnfit(String name, String change) throws Exception {
    ObjectNode key = published(name);
    key.setAll((ObjectNode) Platform.JSON.readTree(change));
    Attempt attempt = attempt().key(name);
    fresh.whileKeySetIs(set(key), () -> traces.none(401, "lti.key-unfit", 1, attempt::post));
  }

  @Test
  @Tag("J-12")
  void refusesASymmetricKeyOfTheKeySet() {
    ObjectNode secret =
        Platform.JSON
            .createObjectNode()
            .put("kty", "oct")
            .put("kid", "shared")
            .put("k", Base64.getUrlEncoder().encodeToString("k".repeat(48).getBytes()));
    fresh.whileKeySetIs(
        set(secret),
        () -> {
          Attempt hmac = attempt().key("jwks").header("kid", "shared");
          traces.none(401, "lti.algorithm", hmac::post);
          Attempt rsa = attempt().header("kid", "shared");
          traces.none(401, "lti.key-unfit", 1, rsa::post);
        });
  }

  static Stream<Arguments> broken() throws Exception {
    String manyKeys = "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"AQAB\",\"e\":\"AQAB\"}";
    return Stream.of(
        Arguments.of("404", "{\"status\": 404}"),
        Arguments.of("500", "{\"status\": 500}"),
        Arguments.of("30 s late", "{\"delayMillis\": 30000}"),
        Arguments.of("50 MB", "{\"status\": 200, \"body\": \"{}\", \"size\": 52428800}"),
        Arguments.of(
            "redirect",
            "{\"status\": 302, \"headers\": {\"Location\": \"http://169.254.169.254/latest\"}}"),
        Arguments.of("HTML", "{\"status\": 200, \"body\": \"<html>keys</html>\"}"),
        Arguments.of("a list", "{\"status\": 200, \"body\": \"[]\"}"),
        Arguments.of(
            "10,000 keys",
            Platform.JSON
                .createObjectNode()
                .put("status", 200)
                .put(
                    "body",
                    "{\"keys\":[" + String.join(",", Collections.nCopies(10_000, manyKeys)) + "]}")
                .toString()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  @Tag("J-13")
  @Tag("TOK-21")
  void saysSoonThatTheKeySetCannotBeHad(String what, String fault) throws Exception {
    Attempt attempt = attempt();
    Attempt others = north.launch(new HttpBrowser(), "6");
    fresh.whileKeySetIs(
        (ObjectNode) Platform.JSON.readTree(fault),
        () -> {
          long began = System.nanoTime();
          traces.none(503, "lti.keys-unavailable", 1, attempt::post);
          assertThat(Duration.ofNanos(System.nanoTime() - began)).as(what).isLessThan(LONGEST);
          others.post().assertEntered();
        });
  }

  @Test
  @Tag("J-13")
  void refusesEveryTokenWhileTheKeySetIsEmpty() {
    Attempt attempt = attempt();
    fresh.whileKeySetIs(set(), () -> traces.none(401, "lti.kid-unknown", 1, attempt::post));
  }

  @Test
  @Tag("TOK-19")
  @Tag("J-13")
  void launchesWithTheKeysItHoldsWhileTheKeySetIsAway() {
    attempt().post().assertEntered();
    fresh.whileKeySetIs(
        Platform.JSON.createObjectNode().put("status", 503),
        () -> attempt().post().assertEntered());
  }

  @Test
  @Tag("J-14")
  @Tag("TOK-19")
  @Tag("TOK-20")
  void takesARotatedKeyAtItsFirstLaunchAndLetsTheOldOneGoWithTheOldSet() {
    Platform south = Platform.register(Site.shared(), "south");
    south.launch(new HttpBrowser(), "5").post().assertEntered();
    Attempt signedBefore = south.launch(new HttpBrowser(), "5");
    Attempt signedBeforeToo = south.launch(new HttpBrowser(), "6");
    String old = signedBefore.token();
    String oldToo = signedBeforeToo.token();
    south.rotateKey();
    signedBefore.post(old).assertEntered();
    south.launch(new HttpBrowser(), "5").post().assertEntered();
    signedBeforeToo.post(oldToo).assertRefused(401, "lti.kid-unknown");
    Platform.shared("south").launch(new HttpBrowser(), "5").post().assertEntered();
  }

  @Test
  @Tag("J-15")
  @Tag("TOK-06")
  void refusesASignatureOfZerosWhereEllipticKeysAreAllowed() {
    int changed =
        new Rows(Site.shared())
            .change(
                "update lti.registration set algorithms = 'ES256 RS256' where client_id = ?",
                fresh.clientId());
    assertThat(changed).isEqualTo(1);
    fresh.whileKeySetIs(
        set(published("own"), published("ec")),
        () -> {
          attempt().key("ec").post().assertEntered();
          Attempt attempt = attempt().key("ec");
          String[] parts = attempt.token().split("\\.");
          String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
          traces.none(
              401, "lti.signature", () -> attempt.post(parts[0] + "." + parts[1] + "." + zeros));
          Attempt mixed = attempt().key("ec").header("alg", "RS256").signedAs("ES256");
          traces.none(401, "lti.key-unfit", mixed::post);
        });
  }

  @Test
  @Tag("J-16")
  @Tag("TOK-19")
  void looksOnceAtTheKeysHoweverManyUnknownKeyIdsCome() throws Exception {
    attempt().post().assertEntered();
    int before = fresh.keyFetches();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Answer>> flood =
          IntStream.range(0, 200)
              .<Callable<Answer>>mapToObj(
                  i ->
                      () ->
                          attempt().header("kid", UUID.randomUUID().toString()).key("other").post())
              .toList();
      for (Answer answer : answers(clients.invokeAll(flood))) {
        answer.assertRefused(401, "lti.kid-unknown");
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(fresh.keyFetches() - before).isEqualTo(1);
    attempt().post().assertEntered();
  }

  private static List<Answer> answers(List<Future<Answer>> futures)
      throws ExecutionException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> future : futures) {
      answers.add(future.get());
    }
    return answers;
  }
}
