package org.mydocker.lti.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.key.Signing;
import org.mydocker.lti.key.TrialKeys;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.service.ServiceFailed.Kind;
import org.mydocker.storage.TestDatabase;
import org.mydocker.walls.http.SafeResponse;

class ServiceCallsTest {

  private static final String SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
  private static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
  private static final String TYPE = "application/vnd.ims.lis.v1.score+json";

  private final TestDatabase database = TestDatabase.h2("lti");
  private final TrialServices services = new TrialServices();
  private final MovingClock clock = new MovingClock();
  @TempDir Path folder;
  private final List<String> learned = new ArrayList<>();
  private Registration registration;
  private AccessTokens tokens;
  private ServiceCalls calls;

  @BeforeEach
  void open() throws Exception {
    try (TrialPlatform platform = new TrialPlatform()) {
      Registration plain = platform.registration("https://lms.example", "c", TenantId.random());
      registration = services.at(plain);
    }
    KeyFile file = new KeyFile(folder.resolve("k"));
    String token =
        database.in(
            m ->
                new Signing(TrialKeys.in(m, file, clock))
                    .sign(registration.id(), Map.of("warm", "up")));
    assertThat(JWSObject.parse(token)).isNotNull();
    Signing signing =
        new Signing(null) {
          @Override
          public String sign(
              org.mydocker.lti.platform.RegistrationId id, Map<String, Object> claims) {
            return database.in(m -> new Signing(TrialKeys.in(m, file, clock)).sign(id, claims));
          }
        };
    Platforms platforms =
        new Platforms(null) {
          @Override
          public void learnScopes(RegistrationId id, Set<String> asked, Set<String> granted) {
            learned.add("%s: %s of %s".formatted(id, granted, asked));
          }
        };
    tokens = new AccessTokens(signing, TrialPlatform.http(), platforms, clock);
    calls = new ServiceCalls(tokens, TrialPlatform.http());
  }

  @AfterEach
  void close() {
    services.close();
    database.close();
  }

  private SafeResponse post(String path) {
    return calls.post(
        registration, URI.create(services.address() + path), SCOPE, TYPE, new byte[] {'{', '}'});
  }

  private ServiceFailed failed(Runnable call) {
    return catchThrowableOfType(ServiceFailed.class, call::run);
  }

  @Test
  @Tag("SVC-01")
  @Tag("SVC-02")
  void asksForATokenWithASignedAssertion() throws Exception {
    services.lay("/s", 200, "");
    post("/s");
    TrialServices.Seen asked = services.seenAt("/token").get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.type()).isEqualTo("application/x-www-form-urlencoded");
    String form = URLDecoder.decode(asked.body(), StandardCharsets.UTF_8);
    assertThat(form)
        .contains("grant_type=client_credentials")
        .contains("client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .contains("scope=" + SCOPE);
    JWSObject assertion = assertion(asked);
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(assertion.getHeader().getType().getType()).isEqualTo("JWT");
    assertThat(assertion.getHeader().getKeyID()).isNotBlank();
    Map<String, Object> claims = assertion.getPayload().toJSONObject();
    assertThat(claims)
        .containsEntry("iss", "c")
        .containsEntry("sub", "c")
        .containsEntry("aud", services.address() + "/token")
        .containsKeys("iat", "exp", "jti");
    assertThat((Long) claims.get("exp") - (Long) claims.get("iat")).isEqualTo(60);
    assertThat(services.seenAt("/s").get(0).authorization()).isEqualTo("Bearer t");
    assertThat(services.seenAt("/s").get(0).type()).isEqualTo(TYPE);
  }

  private static JWSObject assertion(TrialServices.Seen asked) throws ParseException {
    String form = URLDecoder.decode(asked.body(), StandardCharsets.UTF_8);
    return JWSObject.parse(form.replaceAll(".*client_assertion=([^&]+).*", "$1"));
  }

  @Test
  @Tag("SVC-02")
  void makesAnAssertionForOneRequestOnly() throws Exception {
    services.lay("/s", 401, "");
    assertThat(failed(() -> post("/s"))).isNotNull();
    List<TrialServices.Seen> asked = services.seenAt("/token");
    assertThat(asked).hasSize(2);
    String first = (String) assertion(asked.get(0)).getPayload().toJSONObject().get("jti");
    String second = (String) assertion(asked.get(1)).getPayload().toJSONObject().get("jti");
    assertThat(first).hasSizeGreaterThanOrEqualTo(22).isNotEqualTo(second);
  }

  @Test
  @Tag("SVC-01")
  void asksForNoScopeThatNobodyGranted() {
    URI list = URI.create(services.address() + "/list");
    String other = "https://purl.imsglobal.org/spec/lti/scope/other";
    assertThat(failed(() -> calls.pages(registration, list, other, "x/y")).kind())
        .isEqualTo(Kind.NOT_GRANTED);
    assertThat(failed(() -> tokens.token(registration, Set.of(SCOPE, other))).kind())
        .isEqualTo(Kind.NOT_GRANTED);
    assertThat(services.seen).isEmpty();
  }

  @Test
  @Tag("SVC-03")
  void keepsOneTokenForTheSameScopesInWhateverOrder() {
    tokens.token(registration, new LinkedHashSet<>(List.of(SCOPE, ROSTER)));
    tokens.token(registration, new LinkedHashSet<>(List.of(ROSTER, SCOPE)));
    assertThat(services.seenAt("/token")).hasSize(1);
    assertThat(URLDecoder.decode(services.seenAt("/token").get(0).body(), StandardCharsets.UTF_8))
        .contains("scope=" + SCOPE + " " + ROSTER);
    tokens.token(registration, Set.of(SCOPE));
    assertThat(services.seenAt("/token")).hasSize(2);
  }

  @Test
  @Tag("SVC-03")
  void keepsATokenUntilAMinuteBeforeItsEnd() {
    services.lay("/s", 200, "");
    post("/s");
    clock.forward(Duration.ofSeconds(3500));
    post("/s");
    assertThat(services.seenAt("/token")).hasSize(1);
    clock.forward(Duration.ofSeconds(60));
    post("/s");
    assertThat(services.seenAt("/token")).hasSize(2);
  }

  @Test
  @Tag("SVC-03")
  void asksOnceHoweverManyNeedATokenAtTheSameMoment() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(() -> tokens.token(registration, Set.of(SCOPE)));
      }
      for (Future<String> one : threads.invokeAll(all)) {
        assertThat(one.get()).isEqualTo("t");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(services.seenAt("/token")).hasSize(1);
  }

  @Test
  @Tag("SVC-03")
  void aTokenThatIsNotTakenIsReplacedOnce() {
    services.lay("/s", 401, "");
    services.lay("/s", 200, "");
    post("/s");
    assertThat(services.seenAt("/token")).hasSize(2);
    services.clear("/s");
    services.lay("/s", 401, "");
    assertThat(failed(() -> post("/s")).kind()).isEqualTo(Kind.REFUSED);
    assertThat(services.seenAt("/s")).hasSize(4);
  }

  @Test
  @Tag("SVC-04")
  void aScopeThatWasNotGrantedIsSaidAndNotTriedAgain() {
    services.clear("/token");
    services.lay("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3600,\"scope\":\"other\"}");
    assertThat(failed(() -> post("/s")).kind()).isEqualTo(Kind.NOT_GRANTED);
    services.clear("/token");
    assertThat(learned).containsExactly(registration.id() + ": [] of [" + SCOPE + "]");
    services.lay("/token", 400, "{\"error\":\"invalid_scope\"}");
    assertThat(failed(() -> post("/s")).kind()).isEqualTo(Kind.NOT_GRANTED);
    assertThat(learned).hasSize(2).last().isEqualTo(learned.get(0));
  }

  @Test
  @Tag("DYN-09")
  void learnsScopesFromTokensAndFromNothingElse() {
    services.clear("/token");
    for (String answer :
        List.of("{\"error\":\"invalid_client\"}", "<html>", "[]", "{\"error\":1}")) {
      services.lay("/token", 400, answer);
    }
    services.lay("/token", 503, "{\"error\":\"invalid_scope\"}");
    for (int i = 0; i < 5; i++) {
      assertThat(failed(() -> post("/s"))).isNotNull();
    }
    assertThat(learned).isEmpty();
    services.clear("/token");
    services.lay(
        "/token",
        200,
        "{\"access_token\":\"t\",\"expires_in\":3600,\"scope\":\"made-up %s %s\"}"
            .formatted(SCOPE, ROSTER));
    services.lay("/s", 200, "");
    post("/s");
    assertThat(learned)
        .containsExactly("%s: [%s, %s] of [%s]".formatted(registration.id(), SCOPE, ROSTER, SCOPE));
  }

  @Test
  @Tag("SVC-05")
  void noTokenGoesToAnotherHostNorAlongARedirect() {
    assertThat(
            failed(
                    () ->
                        calls.post(
                            registration,
                            URI.create("https://evil.example/s"),
                            SCOPE,
                            TYPE,
                            new byte[0]))
                .kind())
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(services.seenAt("/token")).isEmpty();
    services.lay(
        "/s",
        new TrialServices.Ready(302, Map.of("Location", services.address() + "/elsewhere"), ""));
    assertThat(failed(() -> post("/s")).kind()).isEqualTo(Kind.REFUSED);
    assertThat(services.seenAt("/elsewhere")).isEmpty();
  }

  @Test
  @Tag("SVC-06")
  @Tag("SVC-08")
  void followsPagesWithOneExactMediaType() {
    services.lay(
        "/list",
        new TrialServices.Ready(
            200,
            Map.of(
                "Link",
                "<"
                    + services.address()
                    + "/list?a=1&amp;from=0>; rel=\u00E2\u0080\u009Cfirst\u00E2\u0080\u009D, <"
                    + services.address()
                    + "/list?a=1&amp;from=2>; rel=\u00E2\u0080\u009Cnext\u00E2\u0080\u009D"),
            "[1]"));
    services.lay("/list?a=1&from=2", 200, "[2]");
    List<SafeResponse> pages =
        calls.pages(registration, URI.create(services.address() + "/list"), SCOPE, "x/y+json");
    assertThat(pages).hasSize(2);
    assertThat(services.seenAt("/list"))
        .allSatisfy(s -> assertThat(s.accept()).isEqualTo("x/y+json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://x.example/n?a=1&b=2>; rel=\"next\"",
        "<https://x.example/n?a=1&b=2>;rel=next",
        "<https://x.example/n?a=1&amp;b=2>; title=\"a, b\"; rel=next; type=\"x\"",
        "<https://x.example/n?a=1&b=2>; rel=\u201Cnext\u201D",
        "<https://x.example/n?a=1&b=2>; REL='next'",
        "<https://x.example/n?a=1&b=2>; rel=\"last next\"",
        "<https://x.example/p>; rel=\"prev\", <https://x.example/n?a=1&b=2>; rel=\"next\"",
        "<https://x.example/n?a=1&b=2>; rel=\"next\", <https://x.example/p>; rel=\"prev\""
      })
  @Tag("SVC-08")
  void theNextPageIsReadHoweverItIsWritten(String header) {
    URI next = URI.create("https://x.example/n?a=1&b=2");
    assertThat(LinkHeader.next(List.of(header))).contains(next);
    assertThat(LinkHeader.next(List.of("<https://x.example/f>; rel=first", header))).contains(next);
  }

  @Test
  @Tag("SVC-08")
  void aListOfMoreThanAThousandPagesIsRefused() {
    String list = services.address() + "/many?page=";
    for (int page = 1; page <= 1001; page++) {
      String next = "<" + list + (page + 1) + ">; rel=\"next\"";
      services.lay("/many?page=" + page, new TrialServices.Ready(200, Map.of("Link", next), "[]"));
    }
    assertThat(failed(() -> calls.pages(registration, URI.create(list + 1), SCOPE, "x/y")).kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(services.seenAt("/many")).hasSize(1000);
  }

  @Test
  @Tag("SVC-08")
  void aListThatGoesInCirclesOrElsewhereIsRefused() {
    String self = services.address() + "/loop";
    services.lay(
        "/loop", new TrialServices.Ready(200, Map.of("Link", "<" + self + ">;rel=next"), "[]"));
    assertThat(failed(() -> calls.pages(registration, URI.create(self), SCOPE, "x/y")).kind())
        .isEqualTo(Kind.REFUSED);
    services.lay(
        "/away",
        new TrialServices.Ready(
            200, Map.of("Link", "<https://evil.example/x>; rel=\"next\""), "[]"));
    URI away = URI.create(services.address() + "/away");
    assertThat(failed(() -> calls.pages(registration, away, SCOPE, "x/y")).kind())
        .isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  @Tag("SVC-09")
  void saysWhatIsWorthAnotherTryAndWhen() {
    services.lay("/s", new TrialServices.Ready(429, Map.of("Retry-After", "30"), ""));
    ServiceFailed busy = failed(() -> post("/s"));
    assertThat(busy.kind()).isEqualTo(Kind.TEMPORARY);
    assertThat(busy.retryAfter()).contains(Duration.ofSeconds(30));
    Map<String, List<String>> dates =
        Map.of(
            "date", List.of("Fri, 20 Nov 2026 10:00:00 GMT"),
            "retry-after", List.of("Fri, 20 Nov 2026 10:02:00 GMT"));
    assertThat(Answers.retryAfter(new SafeResponse(503, dates, new byte[0])))
        .contains(Duration.ofMinutes(2));
  }

  @Test
  @Tag("SVC-09")
  void nothingElseIsWorthAnotherTry() {
    for (int status = 300; status < 600; status++) {
      services.lay("/status-" + status, status, "");
      Kind expected = Set.of(429, 502, 503, 504).contains(status) ? Kind.TEMPORARY : Kind.REFUSED;
      String path = "/status-" + status;
      assertThat(failed(() -> post(path)).kind()).as(path).isEqualTo(expected);
      assertThat(services.seenAt(path)).as(path).hasSize(status == 401 ? 2 : 1);
    }
  }

  @Test
  @Tag("SVC-09")
  void whoDoesNotAnswerIsTriedAgain() {
    services.lay("/s", 200, "");
    post("/s");
    services.close();
    assertThat(failed(() -> post("/s")).kind()).isEqualTo(Kind.TEMPORARY);
  }

  @Test
  @Tag("SVC-07")
  void segmentsGoBeforeTheQuery() {
    assertThat(ServiceAddress.below("https://x.example/li/3/lineitem?type_id=5", "scores"))
        .hasToString("https://x.example/li/3/lineitem/scores?type_id=5");
    assertThat(ServiceAddress.below("https://x.example/li/", "scores"))
        .hasToString("https://x.example/li/scores");
  }

  @Test
  @Tag("SVC-03")
  void aTokenEndpointThatMakesNoSenseFailsCleanly() {
    for (String body : List.of("<html>", "{}", "{\"access_token\":\"\"}", "[]")) {
      services.clear("/token");
      services.lay("/token", 200, body);
      assertThat(failed(() -> post("/s")).kind()).isEqualTo(Kind.TEMPORARY);
    }
    services.clear("/token");
    services.lay("/token", 200, "{\"access_token\":\"t\",\"expires_in\":-1}");
    services.lay("/s", 200, "");
    post("/s");
    post("/s");
    assertThat(services.seenAt("/s")).hasSize(2);
  }
}
