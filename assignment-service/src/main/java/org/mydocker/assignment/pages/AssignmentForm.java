package org.mydocker.assignment.pages;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.catalogue.FileRules;
import org.mydocker.assignment.catalogue.LatePolicy;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.kernel.environment.EnvironmentId;

/**
 * The form of an assignment: what was typed, what is wrong with it, and the details that it means.
 * Dates are typed in the browser's time zone where its script says which, else in the site's; the
 * page says which one it is.
 */
public final class AssignmentForm {

  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
  private static final int MOST_LINES = 4_000;

  private final Map<String, String> values;
  private final List<Problem> problems = new ArrayList<>();

  private AssignmentForm(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  static AssignmentForm blank() {
    return new AssignmentForm(Map.of("grace", "5", "material", "archive"));
  }

  /** For a new assignment: what most teachers want is chosen already. */
  static AssignmentForm blank(Optional<EnvironmentId> environment) {
    AssignmentForm form = blank();
    environment.ifPresent(id -> form.values.put("environment", id.toString()));
    return form;
  }

  static AssignmentForm sent(Map<String, String> values) {
    return new AssignmentForm(values);
  }

  static AssignmentForm of(Details details, ZoneId zone) {
    Map<String, String> values = new HashMap<>();
    values.put("title", details.title());
    values.put("instructions", details.instructions());
    details.environment().ifPresent(id -> values.put("environment", id.toString()));
    details.points().ifPresent(points -> values.put("points", points.toString()));
    put(values, "opens", details.schedule().opens(), zone);
    put(values, "due", details.schedule().due(), zone);
    put(values, "cut_off", details.schedule().cutOff(), zone);
    values.put("grace", Long.toString(details.schedule().grace().toMinutes()));
    values.put("required", String.join("\n", details.files().required()));
    values.put("ignored", String.join("\n", details.files().ignored()));
    values.put("held", details.gradesHeld() ? "yes" : "");
    values.put("group", details.groupWork() ? "yes" : "");
    values.put("late_percent", Integer.toString(details.late().percentPerDay()));
    details.files().mostBytesOfAFile().ifPresent(most -> values.put("file_mb", mebibytes(most)));
    details.files().mostBytes().ifPresent(most -> values.put("total_mb", mebibytes(most)));
    values.put("zone", zone.getId());
    return new AssignmentForm(values);
  }

  /** The moment that was typed in a zone. */
  static Optional<Instant> moment(String text, String zone) {
    return instant(text.strip(), sent(Map.of("zone", zone)).zone());
  }

  /** What stands in a field; empty for nothing. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  public boolean is(String field, String value) {
    return value(field).equals(value);
  }

  /** The moment that a date field means, for scripts; empty where none is. */
  public String moment(String field) {
    return instant(value(field), zone()).map(Instant::toString).orElse("");
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  public boolean wrong(String field) {
    return problems.stream().anyMatch(problem -> problem.field().equals(field));
  }

  public String zoneName() {
    return zone().getId();
  }

  AssignmentForm with(Problem problem) {
    problems.add(problem);
    return this;
  }

  AssignmentForm put(String field, String value) {
    values.put(field, value);
    return this;
  }

  /** The details, or nothing and the problems. */
  Optional<Details> details(Set<EnvironmentId> choosable) {
    String title = oneLine(value("title"));
    require(!title.isEmpty(), "title", "title-missing");
    require(title.length() <= Details.LONGEST_TITLE, "title", "title-long");
    require(
        value("instructions").length() <= Details.LONGEST_INSTRUCTIONS,
        "instructions",
        "instructions-long");
    require(value("required").length() <= MOST_LINES, "required", "lines-long");
    require(value("ignored").length() <= MOST_LINES, "ignored", "lines-long");
    Optional<EnvironmentId> environment = environment(choosable);
    Optional<Integer> points = points();
    Optional<Schedule> schedule = schedule();
    int latePercent = latePercent();
    Optional<Long> fileBytes = bytes("file_mb");
    Optional<Long> allBytes = bytes("total_mb");
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Details(
            title,
            value("instructions"),
            environment,
            points,
            schedule.orElseThrow(),
            new FileRules(lines("required"), lines("ignored"), fileBytes, allBytes),
            !value("held").isEmpty(),
            new LatePolicy(latePercent),
            !value("group").isEmpty()));
  }

  private int latePercent() {
    String text = value("late_percent").strip();
    boolean percent = text.isEmpty() || text.matches("[0-9]{1,2}|100");
    require(percent, "late_percent", "late-percent");
    return percent && !text.isEmpty() ? Integer.parseInt(text) : 0;
  }

  /** A number of MB; empty for no limit of its own. */
  private Optional<Long> bytes(String field) {
    String text = value(field).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean number = text.matches("[1-9][0-9]{0,4}");
    require(number, field, "megabytes");
    return number ? Optional.of(Long.parseLong(text) << 20) : Optional.empty();
  }

  private static String mebibytes(long bytes) {
    return Long.toString(bytes >> 20);
  }

  /** A title stands in one line and reads in one direction, wherever it is shown. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ")
        .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
        .strip();
  }

  private Optional<EnvironmentId> environment(Set<EnvironmentId> choosable) {
    if (value("environment").isEmpty()) {
      return Optional.empty();
    }
    Optional<EnvironmentId> chosen =
        choosable.stream().filter(id -> id.toString().equals(value("environment"))).findFirst();
    require(chosen.isPresent(), "environment", "environment");
    return chosen;
  }

  private Optional<Integer> points() {
    String text = value("points").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean number = text.matches("[1-9][0-9]{0,4}|100000");
    require(number, "points", "points");
    return number ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private Optional<Schedule> schedule() {
    Optional<Instant> opens = date("opens");
    Optional<Instant> due = date("due");
    Optional<Instant> cutOff = date("cut_off");
    boolean grace = value("grace").strip().matches("[0-9]{1,4}");
    require(grace, "grace", "grace");
    boolean ordered =
        ordered(opens, due, "due", "due-before-opening")
            & ordered(due, cutOff, "cut_off", "cut-off-before-due")
            & ordered(opens, cutOff, "cut_off", "cut-off-before-opening");
    return grace && ordered
        ? Optional.of(
            new Schedule(
                opens, due, cutOff, Duration.ofMinutes(Long.parseLong(value("grace").strip()))))
        : Optional.empty();
  }

  private boolean ordered(
      Optional<Instant> first, Optional<Instant> second, String field, String key) {
    boolean ordered = first.isEmpty() || second.isEmpty() || !first.get().isAfter(second.get());
    require(ordered, field, key);
    return ordered;
  }

  private Optional<Instant> date(String field) {
    String text = value(field).strip();
    Optional<Instant> moment = instant(text, zone());
    require(text.isEmpty() || moment.isPresent(), field, "date");
    return moment;
  }

  private void require(boolean holds, String field, String key) {
    if (!holds) {
      problems.add(Problem.of(field, key));
    }
  }

  private List<String> lines(String field) {
    return value(field).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private ZoneId zone() {
    try {
      return value("zone").isEmpty() ? ZoneId.systemDefault() : ZoneId.of(value("zone"));
    } catch (DateTimeException e) {
      return ZoneId.systemDefault(); // a name that only the browser knows
    }
  }

  private static Optional<Instant> instant(String text, ZoneId zone) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // the caller tells the person
    }
  }

  private static void put(
      Map<String, String> values, String field, Optional<Instant> moment, ZoneId zone) {
    moment.ifPresent(time -> values.put(field, LOCAL.format(time.atZone(zone))));
  }
}
