package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Waiting;

/**
 * An assignment of 20 points in the course of a registration, and the activity that opens it: made
 * and graded by the teacher's forms, with a look at the outbox and at the platform's gradebook.
 */
final class Coursework {

  static final String TEACHER = "3";
  static final String STUDENT = "5";
  static final String OTHER_STUDENT = "6";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Platform platform;
  private final Rows rows;
  private final String id;
  private final String activity;

  private Coursework(Platform platform, String id, String activity) {
    this.platform = platform;
    this.rows = new Rows(platform.site());
    this.id = id;
    this.activity = activity;
  }

  /** With a column that the platform couples to the activity. */
  static Coursework coupled(Platform platform) {
    return make(platform, Optional.of(40.0));
  }

  /** Without a column of the platform's. */
  static Coursework uncoupled(Platform platform) {
    return make(platform, Optional.empty());
  }

  private static Coursework make(Platform platform, Optional<Double> column) {
    Visit teacher = Visit.of(platform.launch(new HttpBrowser(), TEACHER)).entered();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("title", "Work " + NUMBER.incrementAndGet());
    form.put("instructions", "Solve it.");
    form.put("environment", "");
    form.put("points", "20");
    form.put("grace", "0");
    form.put("material", "none");
    Answer made = teacher.sendParts("assignments/new", form);
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    String id = made.location().getPath().replaceAll(".*/assignments/([0-9a-f-]{36})", "$1");
    ObjectNode wish = Platform.JSON.createObjectNode().put("title", form.get("title"));
    column.ifPresent(maximum -> wish.put("scoreMaximum", maximum));
    wish.putObject("custom")
        .put("mydocker_target", "assignment")
        .put("mydocker_id", id)
        .put("mydocker_v", "1");
    return new Coursework(platform, id, platform.activity(wish));
  }

  String id() {
    return id;
  }

  String activity() {
    return activity;
  }

  Attempt launching(String person) {
    return platform.launch(
        new HttpBrowser(),
        Platform.JSON.createObjectNode().put("user", person).put("activity", activity));
  }

  /** Launches the activity. */
  Visit open(String person) {
    return Visit.of(launching(person)).entered();
  }

  /** The teacher's page of what was handed in. */
  Answer submissions(Visit staff) {
    return staff.get("assignments/" + id + "/submissions");
  }

  /** Gives a grade by the form; empty points withdraw it. */
  void grade(Visit staff, String student, String points, String comment) {
    Answer answer =
        staff.send(
            "assignments/" + id + "/submissions/" + person(student),
            Map.of("points", points, "comment", comment));
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  void resend(Visit staff, String student) {
    Answer answer =
        staff.send("assignments/" + id + "/submissions/" + person(student) + "/resend", Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  /** Our own id of somebody whom the platform knows by that subject. */
  String person(String sub) {
    return String.valueOf(
        rows.one(
                "select p.id from lti.person p join lti.registration r on p.registration = r.id"
                    + " where r.client_id = ? and p.sub = ?",
                platform.clientId(),
                sub)
            .orElseThrow());
  }

  /** Step and detail of the student's grade on its way; empty where none is. */
  String sending(String student) {
    return outbox("step || ' ' || detail", student).map(String::valueOf).orElse("").strip();
  }

  /** An expression over the outbox's row of the student. */
  Optional<Object> outbox(String expression, String student) {
    return rows.one("select " + expression + OUTBOX, platform.clientId(), student, id);
  }

  private static final String OUTBOX =
      " from lti.grade_outbox o join lti.person p on o.person = p.id"
          + " join lti.registration r on p.registration = r.id"
          + " where r.client_id = ? and p.sub = ? and o.line_item ="
          + " (select grade_column from assignment.assignment where id = cast(? as uuid))";

  void awaitSending(String student, String state) {
    Waiting.until(
        "the grade is " + state + ", not " + sending(student),
        PATIENCE,
        () -> sending(student).equals(state));
  }

  /** The platform's column where the grades go. */
  Optional<JsonNode> column() {
    Optional<Object> url =
        rows.one(
            "select l.url from lti.line_item l join assignment.assignment a"
                + " on a.grade_column = l.id where a.id = cast(? as uuid)",
            id);
    return url.flatMap(
        address ->
            platform.columns().stream()
                .filter(
                    column ->
                        String.valueOf(address)
                            .contains("/lineitems/" + column.get("id").asText() + "/lineitem"))
                .findFirst());
  }

  /** What the platform's gradebook holds, as a part of the column's maximum. */
  Optional<Double> inGradebook(String student) {
    return column()
        .flatMap(
            column ->
                platform
                    .grade(column.get("id").asText(), student)
                    .filter(grade -> grade.get("score").isNumber())
                    .map(
                        grade ->
                            grade.get("score").asDouble() / column.get("scoreMaximum").asDouble()));
  }

  /** Somebody in the visit that a launch began. */
  static final class Visit {

    private final HttpBrowser browser;
    private final Answer launched;
    private final URI site;

    private Visit(HttpBrowser browser, Answer launched, URI site) {
      this.browser = browser;
      this.launched = launched;
      this.site = site;
    }

    static Visit of(Attempt attempt) {
      return new Visit(attempt.browser(), attempt.post(), attempt.address().resolve("/"));
    }

    Visit entered() {
      launched.assertEntered();
      return this;
    }

    Answer launched() {
      return launched;
    }

    Answer get(String path) {
      return browser.get(address(path));
    }

    Answer send(String path, Map<String, String> fields) {
      Map<String, String> form = new LinkedHashMap<>(fields);
      form.put("csrf", token());
      return browser.post(address(path), form);
    }

    /** A form with parts, as for files. */
    Answer sendParts(String path, Map<String, String> fields) {
      StringBuilder body = new StringBuilder();
      fields.forEach(
          (name, value) ->
              body.append("--part\r\nContent-Disposition: form-data; name=\"")
                  .append(name)
                  .append("\"\r\n\r\n")
                  .append(value)
                  .append("\r\n"));
      return browser.post(
          address(path + "?csrf=" + HttpBrowser.encoded(token())),
          body.append("--part--\r\n").toString(),
          "multipart/form-data; boundary=part");
    }

    private String token() {
      return get("course").field("csrf");
    }

    private URI address(String path) {
      return site.resolve("/v/" + launched.visit().orElseThrow() + "/" + path);
    }
  }
}
