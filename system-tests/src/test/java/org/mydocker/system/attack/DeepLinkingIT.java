package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Administrator;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Picker;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** Deep linking, as it should go and as somebody would like it to go (lti.md 3.5, D-01 to D-06). */
@InTurn
class DeepLinkingIT {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String ASSIGNMENT = "assignment";

  private final Site site = Site.shared();
  private final Platform north = Platform.shared("north");
  private final Rows rows = new Rows(site);

  private static String title() {
    return "Work " + UUID.randomUUID();
  }

  private long assignments() {
    return rows.count("assignment.assignment");
  }

  /** An assignment of the course, and the answer that brought it to the platform. */
  private Answer created(String title) {
    return Picker.open(north).create(title, Map.of("points", "10"));
  }

  private static String id(Answer answer) {
    return Picker.contents(answer).get(0).get("custom").get("mydocker_id").asText();
  }

  @Test
  @Tag("DL-02")
  void showsThePickerToTeachersAndAuthorsAlone() {
    for (String role : List.of(M + "Instructor", M + "Administrator", M + "ContentDeveloper")) {
      Attempt allowed = Picker.attempt(north, new HttpBrowser(), "3").lti("roles", List.of(role));
      Answer page = Picker.of(north, allowed).page();
      assertThat(page.status()).as(role).isEqualTo(200);
      assertThat(page.body()).contains("What should the activity open?");
    }
    for (List<String> roles :
        List.of(
            List.of(M + "Learner"),
            List.of(SUB + "Instructor#Grader"),
            List.of(SUB + "Instructor#TeachingAssistant"),
            List.of(M + "Mentor"),
            List.of("http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"),
            List.<String>of())) {
      Attempt refused = Picker.attempt(north, new HttpBrowser(), "5").lti("roles", roles);
      long requests = rows.count("lti.deep_linking");
      refused.post().assertRefused(403, "lti.deep-linking-role");
      assertThat(rows.count("lti.deep_linking")).isEqualTo(requests);
    }
    HttpBrowser learner = new HttpBrowser();
    Answer entered = north.launch(learner, "5").post().assertEntered();
    String inside = "/v/" + entered.visit().orElseThrow() + "/deeplink/";
    learner
        .get(site.url(inside + Picker.open(north).request()))
        .assertRefused(403, "lti.deep-linking-not-yours");
  }

  @Test
  @Tag("C-V22")
  @Tag("C-V23")
  void takesARequestAnswersItAndTakesTheLaunchOfWhatItMade() {
    String title = title();
    Answer answer = created(title);
    List<String> added = Picker.deliver(answer);
    assertThat(added).hasSize(1);
    ObjectNode wish =
        Platform.JSON.createObjectNode().put("user", "5").put("activity", added.get(0));
    Attempt launch = north.launch(new HttpBrowser(), wish);
    Answer entered = launch.post().assertEntered();
    assertThat(entered.location().getPath()).endsWith("/assignments/" + id(answer));
    Answer page = launch.browser().get(site.url().resolve(entered.location()));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains(title);
    assertThat(
            rows.one(
                "select grade_column from assignment.assignment where id = cast(? as uuid)",
                id(answer)))
        .as("the column that the platform made of the item's line item")
        .isPresent();
    assertThat(Picker.deliver(Picker.open(north).cancel())).isEmpty();
  }

  @Test
  @Tag("D-01")
  void takesNoAnswerOfAnotherSession() {
    String item = id(created(title()));
    Picker mine = Picker.open(north);
    Picker other = Picker.open(north, mine.browser(), settings -> {});
    Attempt colleagues = Picker.attempt(north, new HttpBrowser(), "2");
    colleagues.lti("roles", List.of(M + "Instructor"));
    Picker stranger = Picker.of(north, colleagues);
    long before = assignments();
    for (Picker from : List.of(other, stranger)) {
      URI theirs = URI.create(from.address().toString().replace(from.request(), mine.request()));
      Map<String, String> form = Map.of("csrf", from.csrf(), "item", ASSIGNMENT + "/" + item);
      for (String act : List.of("/pick", "/cancel")) {
        from.browser()
            .post(URI.create(theirs + act), form)
            .assertRefused(403, "lti.deep-linking-not-yours");
      }
      from.create(mine.request(), title(), Map.of())
          .assertRefused(403, "lti.deep-linking-not-yours");
    }
    assertThat(assignments()).isEqualTo(before);
    assertThat(Picker.contents(mine.pick(ASSIGNMENT, item))).hasSize(1);
  }

  @Test
  @Tag("D-01")
  void takesNoAnswerAfterAnHour() {
    String item = id(created(title()));
    Picker late = Picker.open(north);
    String csrf = late.csrf();
    int aged =
        rows.change(
            "update lti.deep_linking set created = created - interval '60 minutes',"
                + " expires = expires - interval '60 minutes' where id = cast(? as uuid)",
            late.request());
    assertThat(aged).isEqualTo(1);
    refused(late, csrf, item, 410, "lti.deep-linking-expired");
  }

  @Test
  @Tag("D-01")
  void takesNoSecondAnswer() {
    String item = id(created(title()));
    Picker picker = Picker.open(north);
    String csrf = picker.csrf();
    assertThat(Picker.contents(picker.pick(ASSIGNMENT, item))).hasSize(1);
    refused(picker, csrf, item, 409, "lti.deep-linking-answered");
  }

  private void refused(Picker picker, String csrf, String item, int status, String code) {
    long before = assignments();
    Map<String, String> form = Map.of("csrf", csrf, "item", ASSIGNMENT + "/" + item);
    for (String act : List.of("/pick", "/cancel")) {
      picker.browser().post(URI.create(picker.address() + act), form).assertRefused(status, code);
    }
    picker.page().assertRefused(status, code);
    picker.createWith(csrf, picker.request(), title(), Map.of()).assertRefused(status, code);
    assertThat(assignments()).as("nothing made for an answer that is not taken").isEqualTo(before);
  }

  @Test
  @Tag("D-02")
  void readsNothingButTheChoiceFromTheBrowser() {
    String title = title();
    String item = id(created(title));
    Picker picker = Picker.open(north);
    Map<String, String> form = new LinkedHashMap<>(forged());
    form.put("target", "environment");
    form.put("item", ASSIGNMENT + "/" + item);
    JsonNode claims = assertOwn(picker.post("/pick", form));
    assertThat(claims.toString()).contains(item, title);
    Picker making = Picker.open(north);
    assertOwn(making.create(title(), forged()));
    Picker again = Picker.open(north);
    assertOwn(again.post("/cancel", forged()));
    for (String made :
        List.of(
            "https://evil.example/x",
            UUID.randomUUID().toString(),
            "",
            item + "\r\nrole=x",
            "$x")) {
      Picker.open(north).pick(ASSIGNMENT, made).assertRefused(404, "lti.deep-linking-unknown");
    }
    Picker.open(north)
        .pick("https://evil.example/", item)
        .assertRefused(404, "lti.deep-linking-unknown");
  }

  private static Map<String, String> forged() {
    Map<String, String> form = new LinkedHashMap<>();
    for (String name :
        List.of("deep_link_return_url", "return_url", "returnUrl", "url", "action")) {
      form.put(name, "https://evil.example/");
    }
    for (String name :
        List.of("client_id", "iss", "aud", "deployment_id", "deployment", "registration")) {
      form.put(name, "forged");
    }
    form.put("content_items", "[{\"type\":\"link\",\"url\":\"https://evil.example/\"}]");
    form.put("data", "forged");
    return form;
  }

  private JsonNode assertOwn(Answer answer) {
    JsonNode claims = Picker.claims(answer);
    assertThat(claims.toString()).doesNotContain("evil.example", "forged");
    assertThat(answer.body()).doesNotContain("evil.example");
    assertThat(Picker.action(answer).toString()).startsWith(north.issuer() + "/mod/lti/");
    assertThat(claims.get("iss").asText()).isEqualTo(north.clientId());
    assertThat(claims.get("aud").asText()).isEqualTo(north.issuer());
    assertThat(claims.get(Attempt.LTI + "deployment_id").asText()).isEqualTo(north.deploymentId());
    assertThat(answer.header("Content-Security-Policy")).doesNotContain("evil.example");
    return claims;
  }

  static Stream<String> foreign() {
    return Stream.of(
        "https://evil.example/return",
        "http://127.0.0.1/return",
        "https://127.0.0.1/return",
        "http://127.0.0.1:1/return",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "//evil.example/",
        "/mod/lti/contentitem_return.php",
        "javascript:alert(1)",
        "data:text/html,x",
        "");
  }

  @ParameterizedTest
  @MethodSource("foreign")
  @Tag("D-03")
  void refusesAReturnAddressThatIsNotThePlatforms(String address) {
    Attempt attempt = Picker.attempt(north, new HttpBrowser(), "3");
    ((ObjectNode) attempt.claims().get(Picker.DL + "deep_linking_settings"))
        .put("deep_link_return_url", address);
    String code = address.isEmpty() ? "lti.deep-linking-settings" : "lti.deep-linking-return";
    Answer refused = new Traces(north).none(400, code, attempt::post);
    assertThat(refused.body()).doesNotContain("evil.example", "javascript:", "data:text");
  }

  @Test
  @Tag("D-03")
  void refusesAReturnAddressInTheClearForAPlatformBehindTls() {
    String client = "client-" + UUID.randomUUID();
    String issuer = "https://localhost";
    Map<String, String> manual = new LinkedHashMap<>();
    manual.put("issuer", issuer);
    manual.put("clientId", client);
    manual.put("deploymentId", "1");
    manual.put("authorizationEndpoint", issuer + "/auth");
    manual.put("tokenEndpoint", issuer + "/token");
    manual.put("jwksUrl", north.issuer() + "/mod/lti/certs.php");
    manual.put("productFamily", "other");
    Administrator administrator = new Administrator(site);
    assertThat(administrator.post("", manual).status()).isLessThan(400);
    assertThat(administrator.act(client, "approve", Map.of("host", "127.0.0.1")).status())
        .isEqualTo(303);
    secured(issuer, client, "http://localhost/return")
        .post()
        .assertRefused(400, "lti.deep-linking-return");
    secured(issuer, client, "https://localhost/return?x=1").post().assertEntered();
  }

  private Attempt secured(String issuer, String client, String returnUrl) {
    ObjectNode initiation =
        north
            .initiation(
                Platform.JSON.createObjectNode().put("user", "3").put("message", "DEEP_LINKING"))
            .deepCopy();
    ObjectNode fields = (ObjectNode) initiation.get("fields");
    fields.put("iss", issuer).put("client_id", client).remove("lti_deployment_id");
    Attempt attempt =
        Attempt.begin(north, new HttpBrowser(), initiation)
            .claim("iss", issuer)
            .claim("aud", client)
            .lti("deployment_id", "1");
    ((ObjectNode) attempt.claims().get(Picker.DL + "deep_linking_settings"))
        .put("deep_link_return_url", returnUrl);
    return attempt;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "a\nrole=Instructor",
        "a\r\nmydocker_id=x\r\n",
        "\"><script>alert(1)</script>",
        "a\u202Eb\u0007c\u2028d"
      })
  @Tag("D-04")
  void letsNoMarkupAndNoLineBreakOutInATitle(String hostile) {
    String mark = UUID.randomUUID().toString().substring(0, 8);
    Answer answer = created(mark + hostile);
    JsonNode item = Picker.contents(answer).get(0);
    for (String text :
        List.of(
            item.get("title").asText(),
            item.get("text").asText(),
            item.get("lineItem").get("label").asText())) {
      assertThat(text).doesNotContain("<", ">", "\n", "\r", "\u2028", "\u202E", "\u0007");
    }
    assertThat(item.get("title").asText()).startsWith(mark);
    assertThat(item.get("custom").properties()).hasSize(3);
    item.get("custom")
        .properties()
        .forEach(
            field -> {
              assertThat(field.getKey()).matches("[A-Za-z0-9_]+");
              assertThat(field.getValue().asText()).matches("[A-Za-z0-9-]+");
            });
    assertThat(Picker.open(north).page().body())
        .contains(mark)
        .doesNotContain("<img src=x", "<script>alert");
    String activity = Picker.deliver(answer).get(0);
    JsonNode custom =
        north
            .initiation(Platform.JSON.createObjectNode().put("user", "5").put("activity", activity))
            .get("claims")
            .get(Attempt.LTI + "custom");
    assertThat(custom.get("mydocker_id").asText()).isEqualTo(id(answer));
    assertThat(custom.has("role")).isFalse();
  }

  @Test
  @Tag("D-05")
  void givesNothingWhereLinksAreNotTakenAndSaysSo() {
    String item = id(created(title()));
    Picker picker =
        Picker.open(
            north,
            new HttpBrowser(),
            settings -> settings.putArray("accept_types").add("link").add("file"));
    Answer answer = picker.pick(ASSIGNMENT, item);
    assertThat(Picker.contents(answer)).isEmpty();
    assertThat(Picker.claims(answer).get(Picker.DL + "errormsg").asText()).isNotBlank();
    assertThat(Picker.deliver(answer)).isEmpty();
  }

  @Test
  @Tag("D-05")
  void givesOneOfTwoWhereOneIsTakenAndSaysSo() {
    String first = id(created(title()));
    String second = id(created(title()));
    Answer one = both(false, first, second);
    assertThat(Picker.contents(one)).hasSize(1);
    assertThat(Picker.claims(one).get(Picker.DL + "msg").asText()).isNotBlank();
    assertThat(Picker.deliver(one)).hasSize(1);
    Answer two = both(true, first, second);
    assertThat(Picker.contents(two)).hasSize(2);
    assertThat(Picker.claims(two).has(Picker.DL + "msg")).isFalse();
  }

  private Answer both(boolean several, String first, String second) {
    Picker picker =
        Picker.open(north, new HttpBrowser(), settings -> settings.put("accept_multiple", several));
    String form =
        HttpBrowser.encoded(Map.of("csrf", picker.csrf()))
            + "&item=assignment/"
            + first
            + "&item=assignment/"
            + second;
    return picker.browser().post(URI.create(picker.address() + "/pick"), form, HttpBrowser.FORM);
  }

  private Answer page(Consumer<ObjectNode> settings) {
    return Picker.open(north, new HttpBrowser(), settings).page();
  }

  @Test
  @Tag("DL-07")
  void offersSeveralLinesAtOnceWhereSeveralAreTaken() {
    created(title());
    created(title());
    assertThat(page(settings -> settings.put("accept_multiple", true)).body())
        .contains("type=\"checkbox\"", "Add what is ticked");
    for (Consumer<ObjectNode> one :
        List.<Consumer<ObjectNode>>of(
            settings -> settings.put("accept_multiple", false),
            settings -> settings.remove("accept_multiple"),
            settings -> settings.put("accept_multiple", "true"))) {
      assertThat(page(one).body()).contains("name=\"only\"").doesNotContain("type=\"checkbox\"");
    }
    Picker picker = Picker.open(north);
    Answer nothing = picker.post("/pick", Map.of());
    assertThat(nothing.status()).isEqualTo(400);
    assertThat(nothing.body()).contains("Nothing was ticked", "Add what is ticked");
    String item = picker.items().values().iterator().next();
    assertThat(Picker.contents(picker.pick(ASSIGNMENT, item))).as("it still waits").hasSize(1);
  }

  @Test
  @Tag("DL-07")
  @Tag("DL-12")
  void offersNothingWhereNoActivityIsTakenAndTellsThePlatformWhy() {
    String hostile = "<img src=x onerror=alert(1)>";
    for (List<String> types : List.of(List.<String>of(), List.of("link", "file", hostile))) {
      Picker picker =
          Picker.open(
              north,
              new HttpBrowser(),
              settings -> types.forEach(settings.putArray("accept_types")::add));
      Answer page = picker.page();
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body())
          .contains("Nothing can be added here")
          .doesNotContain("/pick", "assignments/new", "Add what is ticked");
      Answer answer = picker.cancel();
      JsonNode claims = Picker.claims(answer);
      assertThat(Picker.contents(answer)).isEmpty();
      assertThat(claims.get(Picker.DL + "errormsg").asText())
          .contains("it takes no activities here")
          .doesNotContain("<", ">", "onerror");
      assertThat(claims.get(Picker.DL + "errorlog").asText())
          .contains("accepts:")
          .doesNotContain("<", ">", "onerror");
      assertThat(claims.has(Picker.DL + "msg")).isFalse();
      assertThat(Picker.deliver(answer)).isEmpty();
      refusedAgain(picker);
    }
    Picker french =
        Picker.of(north, french(Picker.attempt(north, new HttpBrowser(), "3"), List.of("image")));
    assertThat(Picker.claims(french.cancel()).get(Picker.DL + "errormsg").asText())
        .contains("il n\u2019accepte pas d\u2019activit\u00e9s");
  }

  private static Attempt french(Attempt attempt, List<String> types) {
    ObjectNode settings = (ObjectNode) attempt.claims().get(Picker.DL + "deep_linking_settings");
    types.forEach(settings.putArray("accept_types")::add);
    return attempt.lti("launch_presentation", Map.of("locale", "fr"));
  }

  private static void refusedAgain(Picker picker) {
    picker.page().assertRefused(409, "lti.deep-linking-answered");
  }

  @Test
  @Tag("DL-12")
  void cancelsWithASignedAnswerWithoutItems() {
    created(title());
    Picker picker = Picker.open(north);
    Answer answer = picker.cancel();
    JsonNode claims = Picker.claims(answer);
    assertThat(claims.get(Picker.DL + "content_items").isArray()).isTrue();
    assertThat(Picker.contents(answer)).isEmpty();
    assertThat(claims.has(Picker.DL + "errormsg")).isFalse();
    assertThat(claims.has(Picker.DL + "errorlog")).isFalse();
    assertThat(claims.get(Attempt.LTI + "message_type").asText())
        .isEqualTo("LtiDeepLinkingResponse");
    assertThat(Picker.deliver(answer)).as("the platform proved the signature").isEmpty();
    refusedAgain(picker);
  }

  @Test
  @Tag("DL-07")
  void sendsALineItemOnlyWhereThePlatformTakesOne() {
    String item = id(created(title()));
    assertThat(lineItem(item, settings -> settings.put("accept_lineitem", true))).isTrue();
    assertThat(lineItem(item, settings -> settings.put("accept_lineitem", false))).isFalse();
    assertThat(lineItem(item, settings -> settings.remove("accept_lineitem")))
        .as("Moodle takes them without saying so")
        .isTrue();
    rows.change(
        "update lti.registration set product_family = 'other' where client_id = ?",
        north.clientId());
    try {
      assertThat(lineItem(item, "other", settings -> settings.remove("accept_lineitem")))
          .as("others do not")
          .isFalse();
      assertThat(lineItem(item, "other", settings -> settings.put("accept_lineitem", true)))
          .isTrue();
    } finally {
      rows.change(
          "update lti.registration set product_family = 'moodle' where client_id = ?",
          north.clientId());
    }
  }

  private boolean lineItem(String item, Consumer<ObjectNode> settings) {
    return lineItem(item, "moodle", settings);
  }

  private boolean lineItem(String item, String family, Consumer<ObjectNode> settings) {
    Attempt attempt = Picker.attempt(north, new HttpBrowser(), "3");
    settings.accept((ObjectNode) attempt.claims().get(Picker.DL + "deep_linking_settings"));
    attempt.lti("tool_platform", Map.of("product_family_code", family));
    Answer answer = Picker.of(north, attempt).pick(ASSIGNMENT, item);
    return Picker.contents(answer).get(0).has("lineItem");
  }

  @Test
  @Tag("DL-07")
  void saysWhereItOpensOnlyWhereThePlatformShowsItSo() {
    String item = id(created(title()));
    for (String target : List.of("window", "iframe", "frame", "embed", "made-up")) {
      Consumer<ObjectNode> only =
          settings -> settings.putArray("accept_presentation_document_targets").add(target);
      String page = page(only).body();
      for (String way : List.of("window", "iframe")) {
        assertThat(page.contains("<option value=\"" + way + "\""))
            .as("%s offered where %s is accepted", way, target)
            .isEqualTo(way.equals(target));
        Answer answer =
            Picker.open(north, new HttpBrowser(), only)
                .post("/pick", Map.of("only", ASSIGNMENT + "/" + item, "shown", way));
        JsonNode sent = Picker.contents(answer).get(0);
        assertThat(sent.has("window")).isEqualTo(way.equals("window") && target.equals("window"));
        assertThat(sent.has("iframe")).isEqualTo(way.equals("iframe") && target.equals("iframe"));
      }
      Answer usual = Picker.open(north, new HttpBrowser(), only).pick(ASSIGNMENT, item);
      assertThat(Picker.contents(usual).get(0).has("window")).isFalse();
      assertThat(Picker.contents(usual).get(0).has("iframe")).isFalse();
    }
  }

  @Test
  @Tag("DL-07")
  void sendsActivitiesWhateverMediaTypesOfFilesAreTaken() {
    String item = id(created(title()));
    for (Object types :
        List.of("image/png,application/pdf", "*/*", "", List.of("image/*"), 5, "x".repeat(5000))) {
      Picker picker =
          Picker.open(
              north,
              new HttpBrowser(),
              settings -> settings.set("accept_media_types", Platform.JSON.valueToTree(types)));
      assertThat(Picker.contents(picker.pick(ASSIGNMENT, item))).as("%s", types).hasSize(1);
    }
  }

  @Test
  @Tag("DL-07")
  void promisesNoFurtherConfirmationWhereThePlatformCreatesAtOnce() {
    String atOnce = "What you choose is added to your course at once.";
    String later = "Your course shows what you chose before it is saved there.";
    assertThat(page(settings -> settings.put("auto_create", true)).body())
        .contains(atOnce)
        .doesNotContain(later);
    assertThat(page(settings -> settings.put("auto_create", false)).body())
        .contains(later)
        .doesNotContain(atOnce);
    assertThat(page(settings -> settings.remove("auto_create")).body())
        .contains(later)
        .doesNotContain(atOnce);
  }

  static Stream<String> strange() {
    StringBuilder bytes = new StringBuilder();
    for (char c = 0; c < 256; c++) {
      bytes.append(c);
    }
    return Stream.of(
        "",
        " ",
        bytes.toString(),
        "{\"a\":[1,{\"b\":null}],\"c\":\"\\u0000\"}",
        "'; drop table lti.deep_linking; --",
        "<script>alert(1)</script>\r\n&amp;",
        "\uFEFF\u00e9e\u0301 \uD83D\uDE00 \u202E",
        "eyJhbGciOiJub25lIn0.e30.",
        "d".repeat(60_000),
        "\u00e9".repeat(30_000));
  }

  @ParameterizedTest
  @MethodSource("strange")
  @Tag("D-06")
  void givesTheDataOfTheRequestBackAsItCame(String data) {
    Picker picker = Picker.open(north, new HttpBrowser(), settings -> settings.put("data", data));
    JsonNode claims = Picker.claims(picker.cancel());
    assertThat(claims.get(Picker.DL + "data").asText()).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(ints = {90_000, 100_000, 100_001, 130_000, 1_000_000})
  @Tag("D-06")
  void givesLargeDataBackAsItCameOrRefusesIt(int length) {
    String data = "d".repeat(length);
    Attempt attempt = Picker.attempt(north, new HttpBrowser(), "3");
    ((ObjectNode) attempt.claims().get(Picker.DL + "deep_linking_settings")).put("data", data);
    Answer answer = attempt.post();
    if (answer.status() == 413) {
      answer.assertRefused(413, "lti.too-large");
      assertThat(length).isGreaterThan(90_000);
    } else {
      Answer page = attempt.browser().get(site.url().resolve(answer.assertEntered().location()));
      URI cancel = URI.create(site.url().resolve(answer.location()) + "/cancel");
      Answer posted = attempt.browser().post(cancel, Map.of("csrf", page.field("csrf")));
      assertThat(Picker.claims(posted).get(Picker.DL + "data").asText().equals(data)).isTrue();
    }
  }

  @Test
  @Tag("DL-14")
  void showsThePickerAtOnceHoweverManyThereAreAndHoweverSlowThePlatformIs() {
    Platform crowded = Platform.register(site, "north");
    crowded.launch(new HttpBrowser(), "3").post().assertEntered();
    Picker maker = Picker.open(crowded);
    for (int i = 0; i < 100; i++) {
      maker.create("", "Work " + i, Map.of());
    }
    crowded.slowly(
        Duration.ofSeconds(25),
        () -> {
          Attempt attempt = Picker.attempt(crowded, new HttpBrowser(), "3");
          String token = attempt.token();
          Instant posted = Instant.now();
          Answer entered = attempt.post(token).assertEntered();
          URI picker = site.url().resolve(entered.location());
          Duration first = attempt.browser().firstByte(picker);
          Answer page = attempt.browser().get(picker);
          assertThat(first).isLessThan(Duration.ofSeconds(2));
          assertThat(Duration.between(posted, Instant.now())).isLessThan(Duration.ofSeconds(20));
          assertThat(page.body()).contains("Work 0<", "Work 99<");
        });
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "20, 20", "100, 100", "101, 100", "100000, 100"})
  @Tag("DL-15")
  void asksMoodleForWholePointsThatItCanHold(String points, int maximum) {
    Answer answer = Picker.open(north).create(title(), Map.of("points", points));
    JsonNode score = Picker.contents(answer).get(0).get("lineItem").get("scoreMaximum");
    assertThat(score.isInt()).isTrue();
    assertThat(score.asInt()).isEqualTo(maximum);
    assertThat(Picker.deliver(answer)).hasSize(1);
  }

  @Test
  @Tag("DL-15")
  void takesNoPointsThatAreNoneForMoodle() {
    for (String points : List.of("0", "-5", "1.5", "NaN", "1e3", "100001")) {
      assertThat(Picker.open(north).create(title(), Map.of("points", points)).status())
          .as(points)
          .isEqualTo(400);
    }
    Answer without = Picker.open(north).create(title(), Map.of());
    assertThat(Picker.contents(without).get(0).has("lineItem")).isFalse();
  }

  @Test
  @Tag("DL-16")
  void changesNoAssignmentThatIsLinkedAlreadyWhenContentIsChosenAgain() {
    Answer first = created(title());
    String linked = id(first);
    Picker.deliver(first);
    Object before = row(linked);
    Picker selecting = Picker.open(north);
    assertThat(id(selecting.pick(ASSIGNMENT, linked))).isEqualTo(linked);
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("id", linked);
    forged.put("assignment", linked);
    forged.put("mydocker_id", linked);
    forged.put("instructions", "overwritten");
    String other = title();
    Answer second = Picker.open(north).create(other, forged);
    assertThat(id(second)).isNotEqualTo(linked);
    Picker.open(north).cancel();
    assertThat(row(linked)).isEqualTo(before);

    Picker editing = Picker.open(north);
    URI edit = site.url("/v/" + editing.visit() + "/assignments/" + linked + "/edit");
    assertThat(editing.browser().get(edit).status()).isEqualTo(200);
    assertThat(row(linked)).as("looking at the form changes nothing").isEqualTo(before);
    Map<String, String> confirmed =
        Map.of("csrf", editing.csrf(), "title", "Confirmed", "grace", "5");
    assertThat(editing.browser().post(edit, confirmed).status()).isEqualTo(303);
    assertThat(row(linked)).isNotEqualTo(before).asString().contains("Confirmed");
  }

  private Object row(String assignment) {
    return rows.one(
            "select cast(a as text) from assignment.assignment a where id = cast(? as uuid)",
            assignment)
        .orElseThrow();
  }
}
