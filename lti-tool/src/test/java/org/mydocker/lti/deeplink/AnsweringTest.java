package org.mydocker.lti.deeplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.lti.deeplink.DeepLinkingRefused.Reason;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.key.Signing;
import org.mydocker.lti.key.TrialKeys;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Arriving;
import org.mydocker.lti.people.Cast;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.PlatformProfile;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.storage.TestDatabase;

class AnsweringTest {

  private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
  private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
  private static final String RETURN = "https://lms.example/return?course=2&sesskey=x";

  private final TestDatabase database = TestDatabase.h2("lti");
  private final MovingClock clock = new MovingClock();
  private final VisitId visit = VisitId.random();
  @TempDir Path folder;
  private Cast cast;
  private Viewer teacher;

  /** The visit in which the teacher picks. */
  private record ThisVisit(VisitId id, Viewer viewer) implements Visit {
    @Override
    public String csrf() {
      return "csrf";
    }

    @Override
    public Optional<Presentation> presentation() {
      return Optional.empty();
    }

    @Override
    public Instant end() {
      return Instant.MAX;
    }

    @Override
    public URI path(String inside) {
      return URI.create("/v/" + id + "/" + inside);
    }
  }

  @BeforeEach
  void arrive() {
    try (TrialPlatform platform = new TrialPlatform()) {
      cast = Cast.of(database, platform, "https://lms.example", clock.instant());
    }
    Arrived arrived =
        database.in(
            m ->
                new Arriving(m, clock)
                    .arrive(cast.arrival("3", "Tea", Role.TEACHER, "https://lms.example")));
    teacher =
        new Viewer(
            arrived.person(),
            cast.registration().tenant(),
            arrived.course(),
            Role.TEACHER,
            Set.of(),
            Locale.FRENCH);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private DeepLinkingId asked(Optional<String> data, boolean links, boolean multiple) {
    Set<String> types = links ? Set.of("ltiResourceLink") : Set.of("link");
    return asked(data, new Acceptance(types, multiple, List.of(), Set.of(), true));
  }

  private DeepLinkingId asked(Optional<String> data, Acceptance accepts) {
    DeepLinkingSettings settings = new DeepLinkingSettings(RETURN, data, accepts, false);
    return database.in(
        m -> new DeepLinkingRequests(m, clock).add(cast.deployment(), teacher, visit, settings));
  }

  private DeepLinkingId asked() {
    return asked(Optional.of("{\"data\":\"\u0000<\u00E9\"}"), true, true);
  }

  private Page answer(DeepLinkingId id, VisitId from, Viewer viewer, ContentItem... items) {
    KeyFile file = new KeyFile(folder.resolve("k"));
    OwnAddresses addresses =
        new OwnAddresses(
            new SiteSettings(
                URI.create("https://tool.example"), folder, "https://{session}.example", false));
    return database.in(
        m ->
            new Answering(
                    new DeepLinkingRequests(m, clock),
                    new Platforms(m),
                    new Signing(TrialKeys.in(m, file, clock)),
                    addresses,
                    new ThisVisit(from, viewer),
                    clock)
                .answer(id, viewer, List.of(items)));
  }

  private Reason refused(DeepLinkingId id, VisitId from, Viewer viewer) {
    return catchThrowableOfType(DeepLinkingRefused.class, () -> answer(id, from, viewer, item("T")))
        .reason();
  }

  private static ContentItem.ResourceLink item(String title) {
    return new ContentItem.ResourceLink(
        "assignment",
        "a-1",
        title,
        "text",
        Optional.of(20),
        ContentItem.Span.ALWAYS,
        new ContentItem.Span(
            Optional.empty(), Optional.of(Instant.parse("2026-12-01T10:00:00.123Z"))),
        ContentItem.Look.USUAL);
  }

  private static Map<String, Object> claims(Page page) throws java.text.ParseException {
    return JWSObject.parse((String) page.model().get("token")).getPayload().toJSONObject();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> items(Page page) throws java.text.ParseException {
    return (List<Map<String, Object>>) claims(page).get(DL + "content_items");
  }

  @Test
  @Tag("DL-03")
  @Tag("DL-04")
  @Tag("DL-05")
  @Tag("DL-06")
  void theAnswerIsSignedForThePlatformThatAsked() throws Exception {
    Page page = answer(asked(), visit, teacher, item("Exercise"));
    assertThat(page.model()).containsEntry("action", RETURN);
    assertThat(page.postsTo()).containsExactly(URI.create("https://lms.example"));
    JWSObject token = JWSObject.parse((String) page.model().get("token"));
    KeyFile file = new KeyFile(folder.resolve("k"));
    List<Map<String, Object>> keys = database.in(m -> TrialKeys.in(m, file, clock).publicKeys());
    assertThat(token.verify(new RSASSAVerifier(RSAKey.parse(keys.get(0))))).isTrue();
    assertThat(token.getHeader().getKeyID()).isEqualTo(keys.get(0).get("kid"));
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(token.getHeader().getType().getType()).isEqualTo("JWT");
    Map<String, Object> claims = claims(page);
    assertThat(claims)
        .containsEntry("iss", "client")
        .containsEntry("aud", "https://lms.example")
        .containsEntry(LTI + "deployment_id", "1")
        .containsEntry(LTI + "message_type", "LtiDeepLinkingResponse")
        .containsEntry(LTI + "version", "1.3.0")
        .containsEntry(DL + "data", "{\"data\":\"\u0000<\u00E9\"}")
        .containsKeys("nonce", "jti");
    assertThat((Long) claims.get("exp") - (Long) claims.get("iat")).isBetween(1L, 300L);
    Page without = answer(asked(Optional.empty(), true, true), visit, teacher);
    assertThat(claims(without)).doesNotContainKey(DL + "data");
    assertThat(claims(without).get("nonce")).isNotEqualTo(claims.get("nonce"));
    assertThat(claims(without).get("jti")).isNotEqualTo(claims.get("jti"));
    assertThat(items(without)).isEmpty();
  }

  @Test
  @Tag("DL-03")
  @Tag("DL-06")
  void theAnswerIsPostedInTheFieldJwt() throws IOException {
    try (InputStream page =
        Answering.class.getResourceAsStream("/templates/lti/deeplink-answer.html")) {
      assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
          .containsOnlyOnce("<form ")
          .contains("method=\"post\" th:action=\"${action}\"")
          .containsOnlyOnce("<input ")
          .contains("<input type=\"hidden\" name=\"JWT\" th:value=\"${token}\">")
          .doesNotContain("href");
    }
  }

  @Test
  @Tag("DL-09")
  @Tag("DL-10")
  @Tag("DL-11")
  void anItemIsPlainAndNamesItsTarget() throws Exception {
    Page page = answer(asked(), visit, teacher, item("<img onerror=x>\nTitle"));
    Map<String, Object> item = items(page).get(0);
    assertThat(item)
        .containsEntry("type", "ltiResourceLink")
        .containsEntry("title", "\u2039img onerror=x\u203A Title")
        .containsEntry(
            "custom",
            Map.of("mydocker_target", "assignment", "mydocker_id", "a-1", "mydocker_v", "1"))
        .containsEntry("submission", Map.of("endDateTime", "2026-12-01T10:00:00Z"))
        .doesNotContainKey("url");
    assertThat(item.get("lineItem"))
        .asString()
        .contains("scoreMaximum=20")
        .contains("resourceId=a-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nrole=teacher", "a\rb", "a\u0000", "$User.id", "\\a", "a\u0085b"})
  @Tag("DL-09")
  @Tag("DL-12")
  void aCustomValueThatWouldBecomeSomethingElseIsNeverSent(String value) throws Exception {
    refusedValue(value);
  }

  @Test
  @Tag("DL-09")
  void customValuesHaveTwoKibibytesInAll() throws Exception {
    refusedValue("\u00E9".repeat(1024));
    Page page = answer(asked(), visit, teacher, named("\u00E9".repeat(980)));
    Map<?, ?> custom = (Map<?, ?>) items(page).get(0).get("custom");
    assertThat(custom.keySet()).allSatisfy(k -> assertThat((String) k).matches("[A-Za-z0-9_]+"));
  }

  private void refusedValue(String value) throws Exception {
    Page page = answer(asked(), visit, teacher, item("Fine"), named(value));
    assertThat(items(page)).isEmpty();
    assertThat((String) claims(page).get(DL + "errormsg"))
        .startsWith("Rien n\u2019a \u00E9t\u00E9 ajout\u00E9")
        .doesNotContain("<", "\n");
    String number =
        ((String) claims(page).get(DL + "errormsg"))
            .replaceFirst(".*num\u00E9ro ([0-9a-f]{8}).*", "$1");
    assertThat((String) claims(page).get(DL + "errorlog"))
        .startsWith("number " + number + ": ")
        .contains("custom value")
        .doesNotContain("<", "\n", "role=teacher");
  }

  private static ContentItem named(String id) {
    return new ContentItem.ResourceLink(
        "assignment",
        id,
        "T",
        "",
        Optional.empty(),
        ContentItem.Span.ALWAYS,
        ContentItem.Span.ALWAYS,
        ContentItem.Look.USUAL);
  }

  @Test
  void thePlatformGetsNoMoreThanItAccepts() throws Exception {
    Page one = answer(asked(Optional.empty(), true, false), visit, teacher, item("A"), item("B"));
    assertThat(items(one)).hasSize(1);
    assertThat(claims(one)).containsKey(DL + "msg");
    Page none = answer(asked(Optional.empty(), false, true), visit, teacher, item("A"));
    assertThat(items(none)).isEmpty();
    assertThat(claims(none)).containsKeys(DL + "errormsg", DL + "errorlog");
  }

  @Test
  @Tag("DL-12")
  void neverMindIsASignedAnswerWithoutItems() throws Exception {
    Page page = answer(asked(), visit, teacher);
    assertThat(items(page)).isEmpty();
    assertThat(claims(page)).doesNotContainKeys(DL + "errormsg", DL + "errorlog");
  }

  private static final ContentItem.Picture PICTURE =
      new ContentItem.Picture(URI.create("https://tool.example/p.png"), 16, 17);

  private static ContentItem file(String mediaType) {
    return new ContentItem.Download(
        URI.create("https://tool.example/f"),
        mediaType,
        Optional.of(Instant.parse("2026-12-01T10:00:00.5Z")),
        "File <b>",
        "",
        Optional.of(PICTURE),
        Optional.empty());
  }

  private static final ContentItem LINK =
      new ContentItem.Link(
          URI.create("https://tool.example/l"),
          "Link",
          "",
          new ContentItem.Look(
              Optional.empty(),
              Optional.of(PICTURE),
              Optional.of(new ContentItem.Window("w", 800, 0, "popup")),
              Optional.of(new ContentItem.Frame(0, 600))));

  private static final ContentItem HTML = new ContentItem.Html("<p>ours</p>", "Html", "");

  private static final ContentItem IMAGE =
      new ContentItem.Image(PICTURE, "Image", "", Optional.empty(), Optional.of(PICTURE));

  private List<Map<String, Object>> sent(Acceptance accepts, ContentItem... items)
      throws java.text.ParseException {
    return items(answer(asked(Optional.empty(), accepts), visit, teacher, items));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ltiResourceLink", "link", "file", "html", "image"})
  @Tag("DL-07")
  @Tag("DL-08")
  void anItemIsSentWhereItsTypeIsAccepted(String type) throws Exception {
    ContentItem[] all = {item("Activity"), LINK, file("text/csv"), HTML, IMAGE};
    Acceptance one = new Acceptance(Set.of(type), true, List.of(), Set.of(), true);
    List<Map<String, Object>> items = sent(one, all);
    assertThat(items).extracting(item -> item.get("type")).containsExactly(type);
    Acceptance others =
        new Acceptance(
            Acceptance.TYPES.stream()
                .filter(other -> !other.equals(type))
                .collect(java.util.stream.Collectors.toSet()),
            true,
            List.of(),
            Set.of(),
            true);
    assertThat(sent(others, all))
        .extracting(item -> item.get("type"))
        .hasSize(4)
        .doesNotContain(type);
  }

  @Test
  @Tag("DL-08")
  @Tag("DL-11")
  void theOtherTypesSayWhatTheyAre() throws Exception {
    Acceptance all =
        new Acceptance(
            Acceptance.TYPES, true, List.of(), Set.of("iframe", "window", "frame"), true);
    List<Map<String, Object>> items = sent(all, LINK, file("text/csv"), HTML, IMAGE);
    assertThat(items.get(0))
        .containsEntry("url", "https://tool.example/l")
        .containsEntry(
            "window", Map.of("targetName", "w", "width", 800L, "windowFeatures", "popup"))
        .containsEntry("iframe", Map.of("height", 600L))
        .containsEntry(
            "thumbnail", Map.of("url", "https://tool.example/p.png", "width", 16L, "height", 17L));
    assertThat(items.get(1))
        .containsEntry("title", "File \u2039b\u203A")
        .containsEntry("mediaType", "text/csv")
        .containsEntry("expiresAt", "2026-12-01T10:00:00Z")
        .containsKey("icon");
    assertThat(items.get(2)).containsEntry("html", "<p>ours</p>").doesNotContainKey("url");
    assertThat(items.get(3))
        .containsEntry("url", "https://tool.example/p.png")
        .containsEntry("width", 16L);
  }

  @Test
  @Tag("DL-08")
  void aResourceLinkHoldsAllThatItMay() throws Exception {
    ContentItem.ResourceLink full =
        new ContentItem.ResourceLink(
            "assignment",
            "a-1",
            "Title",
            "Text",
            Optional.of(20),
            span("2026-11-01T08:00:00Z", "2026-12-24T08:00:00Z"),
            span("2026-11-02T08:00:00.999Z", "2026-12-23T08:00:00Z"),
            new ContentItem.Look(
                Optional.of(PICTURE),
                Optional.of(PICTURE),
                Optional.of(new ContentItem.Window("_blank", 0, 0, "")),
                Optional.of(new ContentItem.Frame(640, 480))));
    Acceptance all =
        new Acceptance(Set.of("ltiResourceLink"), true, List.of(), Acceptance.TARGETS, true);
    assertThat(sent(all, full).get(0))
        .containsEntry("title", "Title")
        .containsEntry("text", "Text")
        .containsEntry(
            "icon", Map.of("url", "https://tool.example/p.png", "width", 16L, "height", 17L))
        .containsKeys("thumbnail", "custom", "lineItem")
        .containsEntry("window", Map.of("targetName", "_blank"))
        .containsEntry("iframe", Map.of("width", 640L, "height", 480L))
        .containsEntry(
            "available",
            Map.of("startDateTime", "2026-11-01T08:00:00Z", "endDateTime", "2026-12-24T08:00:00Z"))
        .containsEntry(
            "submission",
            Map.of("startDateTime", "2026-11-02T08:00:00Z", "endDateTime", "2026-12-23T08:00:00Z"));
    ItemWriting elsewhere =
        new ItemWriting(PlatformProfile.OTHER, all, URI.create("https://tool.example/lti/launch"));
    assertThat(elsewhere.write(full)).containsEntry("url", "https://tool.example/lti/launch");
  }

  private static ContentItem.Span span(String start, String end) {
    return new ContentItem.Span(Optional.of(Instant.parse(start)), Optional.of(Instant.parse(end)));
  }

  @Test
  @Tag("DL-07")
  void aFileIsOfAMediaTypeThatIsAccepted() throws Exception {
    Map<List<String>, Boolean> takesCsv =
        Map.of(
            List.of(), true,
            List.of("*/*"), true,
            List.of("text/*"), true,
            List.of("image/png", "text/csv"), true,
            List.of("image/*"), false,
            List.of("text/plain"), false);
    for (Map.Entry<List<String>, Boolean> said : takesCsv.entrySet()) {
      Acceptance accepts =
          new Acceptance(Set.of("file", "ltiResourceLink"), true, said.getKey(), Set.of(), false);
      assertThat(sent(accepts, item("Always"), file("text/csv")))
          .as("%s", said)
          .hasSize(said.getValue() ? 2 : 1)
          .first()
          .extracting(item -> item.get("type"))
          .isEqualTo("ltiResourceLink");
      assertThat(sent(accepts, item("Always"), file("Text/CSV; charset=utf-8")))
          .as("%s", said)
          .hasSize(said.getValue() ? 2 : 1);
    }
    assertThat(
            Acceptance.mediaTypes(
                List.of(" Image/PNG;q=1", "image/png", "no type", "a/b c", "<x>/y", "*/*", "")))
        .containsExactly("image/png", "*/*");
  }

  @Test
  @Tag("DL-07")
  void whereItOpensIsSaidOnlyWhereThatIsAccepted() throws Exception {
    for (String target : Acceptance.TARGETS) {
      Acceptance accepts = new Acceptance(Set.of("link"), true, List.of(), Set.of(target), false);
      Map<String, Object> link = sent(accepts, LINK).get(0);
      assertThat(link.containsKey("window")).as(target).isEqualTo(target.equals("window"));
      assertThat(link.containsKey("iframe")).as(target).isEqualTo(target.equals("iframe"));
    }
  }

  @Test
  @Tag("DL-07")
  void aLineItemIsSentOnlyWhereItIsAccepted() throws Exception {
    for (boolean accepted : List.of(true, false)) {
      Acceptance accepts =
          new Acceptance(Set.of("ltiResourceLink"), true, List.of(), Set.of(), accepted);
      assertThat(sent(accepts, item("T")).get(0).containsKey("lineItem")).isEqualTo(accepted);
    }
  }

  @Test
  @Tag("DL-13")
  void aRequestIsAnsweredOnceByItsOwnVisitWithinAnHour() {
    DeepLinkingId id = asked();
    assertThat(refused(id, VisitId.random(), teacher)).isEqualTo(Reason.NOT_YOURS);
    assertThat(answer(id, visit, teacher, item("T"))).isNotNull();
    assertThat(refused(id, visit, teacher)).isEqualTo(Reason.ANSWERED);
    assertThat(refused(DeepLinkingId.random(), visit, teacher)).isEqualTo(Reason.UNKNOWN);
    DeepLinkingId late = asked();
    clock.forward(Duration.ofMinutes(61));
    assertThat(refused(late, visit, teacher)).isEqualTo(Reason.EXPIRED);
  }
}
