package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** Parameters, addresses and sizes that are meant to confuse (lti.md 3.3, O-15 to O-21). */
@InTurn
class ParametersIT {

  private final Platform north = Platform.shared("north");
  private final Platform south = Platform.shared("south");
  private final Traces traces = new Traces(north, south);
  private final URI login = Site.shared().url("/lti/login");

  private Attempt attempt() {
    return north.launch(new HttpBrowser(), "5");
  }

  private Map<String, String> initiation(Consumer<Map<String, String>> change) {
    JsonNode fresh = north.initiation(Platform.JSON.createObjectNode().put("user", "5"));
    Map<String, String> fields = new LinkedHashMap<>(Attempt.fields(fresh));
    change.accept(fields);
    return fields;
  }

  private Answer login(Map<String, String> fields, String... headers) {
    return new HttpBrowser().post(login, fields, headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id_token", "state"})
  @Tag("O-15")
  @Tag("TOK-01")
  void refusesALaunchParameterThatComesTwice(String name) {
    Attempt attempt = attempt();
    Map<String, String> form = Map.of("id_token", attempt.token(), "state", attempt.state());
    String once = HttpBrowser.encoded(form);
    String twice = once + "&" + HttpBrowser.encoded(Map.of(name, form.get(name)));
    traces.none(
        400,
        "lti.malformed",
        () -> attempt.browser().post(attempt.address(), twice, HttpBrowser.FORM));
    URI andInQuery =
        URI.create(attempt.address() + "?" + HttpBrowser.encoded(Map.of(name, form.get(name))));
    traces.none(
        400, "lti.malformed", () -> attempt.browser().post(andInQuery, once, HttpBrowser.FORM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "client_id", "login_hint", "target_link_uri", "lti_message_hint"})
  @Tag("O-15")
  void refusesAnInitiationParameterThatComesTwice(String name) {
    Map<String, String> fields = initiation(f -> {});
    String again = HttpBrowser.encoded(Map.of(name, fields.get(name)));
    traces.none(
        400,
        "lti.malformed",
        () ->
            new HttpBrowser()
                .post(login, HttpBrowser.encoded(fields) + "&" + again, HttpBrowser.FORM));
    traces.none(
        400,
        "lti.malformed",
        () -> new HttpBrowser().post(URI.create(login + "?" + again), fields));
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_request, 400, lti.platform-invalid-request",
    "invalid_scope, 400, lti.platform-invalid-scope",
    "unsupported_response_type, 400, lti.platform-unsupported-response-type",
    "unauthorized_client, 403, lti.platform-unauthorized-client",
    "access_denied, 403, lti.platform-access-denied",
    "login_required, 401, lti.platform-login-required",
    "<script>x</script>, 400, lti.platform-error"
  })
  @Tag("O-16")
  @Tag("TOK-02")
  void explainsThePlatformsErrorAndUsesTheStateUp(String error, int status, String code) {
    Attempt attempt = attempt();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("error", error);
    form.put("error_description", "<script>alert(1)</script>\"'&" + "d".repeat(50_000));
    form.put("state", attempt.state());
    Answer answer = traces.none(status, code, () -> attempt.postForm(form));
    assertThat(answer.body()).doesNotContain("<script>alert", "<script>x");
    assertThat(answer.body().length()).isLessThan(10_000);
    traces.none(401, "lti.replayed", attempt::post);
  }

  @Test
  @Tag("O-16")
  @Tag("TOK-04")
  void refusesAnErrorDescriptionOfAMegabyte() {
    Attempt attempt = attempt();
    Map<String, String> form =
        Map.of(
            "error",
            "invalid_request",
            "error_description",
            "d".repeat(1 << 20),
            "state",
            attempt.state());
    Answer answer = traces.none(413, "lti.too-large", () -> attempt.postForm(form));
    assertThat(answer.body().length()).isLessThan(10_000);
  }

  @Test
  @Tag("O-17")
  @Tag("REG-01")
  @Tag("REG-04")
  void refusesTheClientOfOnePlatformWithTheIssuerOfAnother() {
    Map<String, String> mixed = initiation(f -> f.put("iss", south.issuer()));
    traces.none(400, "lti.registration-unknown", () -> login(mixed));
    Map<String, String> unknown = initiation(f -> f.put("client_id", "unknown"));
    traces.none(400, "lti.registration-unknown", () -> login(unknown));
    Map<String, String> slash = initiation(f -> f.put("iss", north.issuer() + "/"));
    traces.none(400, "lti.registration-unknown", () -> login(slash));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "http://localhost@evil.example/",
        "http://localhost.evil.example/",
        "javascript:alert(1)",
        "http://localhost/\r\nSet-Cookie: a=b",
        "http:\\\\evil.example",
        "data:text/html,x",
        "/lti/launch",
        "http://localhost:1/lti/launch"
      })
  @Tag("O-18")
  @Tag("INI-09")
  void refusesATargetThatIsNotOurs(String target) {
    Map<String, String> fields = initiation(f -> f.put("target_link_uri", target));
    Answer answer = traces.none(400, "lti.target-foreign", () -> login(fields));
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/lti/launch",
        "//evil.example",
        "http://localhost@evil.example/",
        "javascript:alert(1)",
        "\\\\evil.example"
      })
  @Tag("O-19")
  @Tag("MSG-04")
  void refusesASignedTargetThatIsNotOurs(String target) {
    Attempt attempt = attempt().lti("target_link_uri", target);
    Answer answer = traces.none(400, "lti.target-foreign", attempt::post);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.body()).doesNotContain("evil.example");
  }

  @Test
  @Tag("O-20")
  @Tag("INI-04")
  void keepsItsRedirectUriWhateverHostIsAskedFor() {
    Map<String, String> fields = initiation(f -> {});
    Answer answer =
        login(
            fields,
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Proto",
            "https",
            "Forwarded",
            "host=evil.example;proto=https");
    assertThat(Attempt.parameters(answer.location()))
        .containsEntry("redirect_uri", Site.shared().url("/lti/launch").toString());
    String raw = rawLogin("evil.example", HttpBrowser.encoded(initiation(f -> {})));
    assertThat(raw).startsWith("HTTP/1.1 302").doesNotContain("evil.example");
    assertThat(raw)
        .contains(
            "redirect_uri=" + HttpBrowser.encoded(Site.shared().url("/lti/launch").toString()));
  }

  /** The JDK's client does not let a test forge the Host header. */
  private String rawLogin(String host, String body) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), login.getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          "POST /lti/login HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(host, HttpBrowser.FORM, body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("O-21")
  @Tag("TOK-04")
  void refusesWhatIsTooLarge() {
    Attempt attempt = attempt();
    long before = Site.shared().liveBytes();
    traces.none(413, "lti.too-large", () -> attempt.post("a".repeat(2 << 20)));
    traces.none(413, "lti.too-large", () -> attempt.post("a".repeat(500_000)));
    traces.none(413, "lti.too-large", () -> attempt.post("a".repeat(140_000)));
    Attempt roles =
        attempt()
            .lti(
                "roles",
                Collections.nCopies(
                    10_000, "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"));
    traces.none(413, "lti.too-large", roles::post);
    Attempt custom = attempt().lti("custom", Map.of("big", "c".repeat(1_000_000)));
    traces.none(413, "lti.too-large", custom::post);
    Map<String, String> big = initiation(f -> f.put("login_hint", "h".repeat(40_000)));
    traces.none(413, "lti.too-large", () -> login(big));
    assertThat(Site.shared().liveBytes() - before).isLessThan(16L << 20);
  }

  @Test
  @Tag("O-21")
  @Tag("TOK-04")
  void refusesWhatIsNestedTooDeep() {
    Attempt deep = attempt().payloadText("[".repeat(40_000) + "]".repeat(40_000));
    traces.none(400, "lti.token-malformed", deep::post);
    Attempt deepHeader =
        attempt()
            .headerText("{\"alg\":\"RS256\",\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}")
            .signedAs("RS256");
    traces.none(400, "lti.token-malformed", deepHeader::post);
  }

  @Test
  @Tag("TOK-04")
  void refusesWhatIsNotUtf8OrNotWellEncoded() {
    Attempt attempt = attempt();
    for (String body : List.of("state=%FF%FE&id_token=a.b.c", "state=%zz&id_token=a.b.c")) {
      traces.none(
          400,
          "lti.malformed",
          () -> attempt.browser().post(attempt.address(), body, HttpBrowser.FORM));
    }
  }
}
