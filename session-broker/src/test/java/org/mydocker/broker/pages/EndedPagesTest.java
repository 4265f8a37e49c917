package org.mydocker.broker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.broker.start.FailureCode;

/** What is said of a session that did not start, and of one that ended. */
class EndedPagesTest {

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

  static Stream<Arguments> failures() {
    return LANGUAGES.stream()
        .flatMap(
            language -> Stream.of(FailureCode.values()).map(code -> Arguments.of(code, language)));
  }

  static Stream<Arguments> stops() {
    return LANGUAGES.stream()
        .flatMap(language -> Reasons.STOPS.stream().map(code -> Arguments.of(code, language)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  @Tag("START-06")
  void saysEachFailureToStudentTeacherAndAdministratorAndOffersToTryAgain(
      FailureCode code, Locale language) {
    Drawn drawn = new Drawn(language);
    String student = drawn.sentence("start." + code.word() + ".student");
    String teacher = drawn.sentence("start." + code.word() + ".teacher");
    String administrator = drawn.sentence("start." + code.word() + ".administrator");
    assertThat(List.of(student, teacher, administrator)).doesNotHaveDuplicates();

    String forStudent = failed(drawn, code, false, false);
    assertThat(forStudent)
        .contains(student, "<code>" + code.word() + "</code>")
        .doesNotContain(teacher, administrator);
    assertThat(forStudent)
        .contains(
            "action=\"/v/visit/sessions/the-id/restart\"", ">" + drawn.sentence("session.again"));
    assertThat(failed(drawn, code, true, false))
        .contains(student, teacher)
        .doesNotContain(administrator);
    assertThat(failed(drawn, code, false, true)).contains(student, teacher, administrator);
  }

  @ParameterizedTest
  @MethodSource("stops")
  @Tag("RUN-04")
  void saysEachReasonOfAStopAtTheNextVisit(String code, Locale language) {
    Drawn drawn = new Drawn(language);
    Map<String, Object> model = model(code);
    model.put("kept", true);
    model.put("since", Instant.parse("2026-11-20T10:00:00Z"));

    assertThat(text(drawn.page("broker/stopped", model)))
        .contains(
            drawn.sentence("stop." + code + ".title"),
            drawn.sentence("stop." + code + ".text", "7"),
            "2026-11-20T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  @Tag("RUN-05")
  void offersTheOwnerAndNobodyElseWhatMends(String language) {
    Drawn drawn = new Drawn(Locale.forLanguageTag(language));
    for (String page : List.of("broker/failed", "broker/stopped")) {
      Map<String, Object> model =
          model(page.equals("broker/failed") ? "exited-at-start" : "crashed");
      model.put("since", Instant.parse("2026-11-20T10:00:00Z"));
      model.put("lastGood", true);
      model.put("resettable", true);
      model.put("mine", true);
      assertThat(text(drawn.page(page, model)))
          .contains(
              "/v/visit/sessions/the-id/restart-last-good",
              "/v/visit/sessions/the-id/reset",
              drawn.sentence("session.last-good-means"),
              drawn.sentence("session.reset-means"));
      model.put("lastGood", false);
      assertThat(drawn.page(page, model)).doesNotContain("/restart-last-good");
      model.put("mine", false);
      assertThat(drawn.page(page, model)).doesNotContain("/restart-last-good", "/reset");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  @Tag("RUN-05")
  void saysWhereTheSettingsOfAResetAre(String language) {
    Drawn drawn = new Drawn(Locale.forLanguageTag(language));
    Map<String, Object> model = model("");
    model.put("why", "");
    model.put("usualSeconds", 3L);
    model.put("state", "queued");
    model.put("position", "");
    model.put("to", "");
    model.put("away", false);
    model.put("setAside", "settings-2026-11-20-100000");
    model.put("left", ".odd");
    assertThat(text(drawn.page("broker/start", model)))
        .contains(
            drawn.sentence("start.set-aside", "settings-2026-11-20-100000"),
            drawn.sentence("start.left", ".odd"));
    model.put("setAside", "");
    model.remove("left");
    assertThat(text(drawn.page("broker/start", model)))
        .contains(drawn.sentence("start.nothing-aside"))
        .doesNotContain(".odd");
  }

  private static String failed(Drawn drawn, FailureCode code, boolean staff, boolean admin) {
    Map<String, Object> model = model(code.word());
    model.put("staff", staff);
    model.put("administrator", admin);
    return text(drawn.page("broker/failed", model));
  }

  private static Map<String, Object> model(String reason) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", "the-id");
    model.put("title", "Notebook");
    model.put("ended", true);
    model.put("reason", reason);
    model.put("detail", "7");
    model.put("log", "its last line");
    return model;
  }

  private static String text(String html) {
    return html.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
  }
}
