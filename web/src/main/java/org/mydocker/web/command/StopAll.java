package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mydocker.broker.lifecycle.StoppingAll;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.web.signin.AdminLinks;

/**
 * {@code stop-all}: takes the work of every environment into its repository, ends it and waits for
 * that (CLI-02); with {@code look} it only says which ones that would be. The files of all of them
 * stay.
 */
@ApplicationScoped
class StopAll implements Verb {

  @Inject StoppingAll stopping;
  @Inject Audit audit;

  @Override
  public String name() {
    return "stop-all";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    Map<String, Long> running = stopping.running(Locale.ENGLISH);
    StoppingAll.Outcome outcome =
        asked.getBoolean("look", false)
            ? new StoppingAll.Outcome(
                running.values().stream().mapToInt(Long::intValue).sum(), 0, List.of())
            : stopAll();
    return Json.createObjectBuilder()
        .add(
            "environments",
            running.entrySet().stream().map(StopAll::line).collect(Collectors.joining(", ")))
        .add("left", Integer.toString(outcome.left()))
        .add("kept", Integer.toString(outcome.kept()))
        .add(
            "notKept",
            outcome.notKept().stream().map(StopAll::printable).collect(Collectors.joining("; ")))
        .build();
  }

  private StoppingAll.Outcome stopAll() {
    audit.record(
        AdminLinks.administrator(Locale.ENGLISH),
        Act.JOIN_SESSION,
        Subject.ofSite("sessions", ""),
        "stop: all of them, by the command");
    return stopping.stopAll(StoppingAll.BY_ADMINISTRATOR, Locale.ENGLISH);
  }

  /** A title is a teacher's words and is printed on a terminal: no quotes, nothing unprintable. */
  private static String line(Map.Entry<String, Long> environment) {
    return printable(environment.getKey()) + " (" + environment.getValue() + ")";
  }

  private static String printable(String words) {
    return words.replaceAll("[\"\\\\]|\\p{Cntrl}", " ").strip();
  }
}
