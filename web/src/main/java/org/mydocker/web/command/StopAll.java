package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mydocker.broker.lifecycle.StoppingAll;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.web.signin.AdminLinks;

/**
 * {@code stop-all}: ends every environment and waits for it (CLI-02); with {@code look} it only
 * says which ones that would be. The files of all of them stay.
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
    int left =
        asked.getBoolean("look", false)
            ? running.values().stream().mapToInt(Long::intValue).sum()
            : stopAll();
    return Json.createObjectBuilder()
        .add(
            "environments",
            running.entrySet().stream().map(StopAll::line).collect(Collectors.joining(", ")))
        .add("left", Integer.toString(left))
        .build();
  }

  private int stopAll() {
    audit.record(
        AdminLinks.administrator(Locale.ENGLISH),
        Act.JOIN_SESSION,
        Subject.ofSite("sessions", ""),
        "stop: all of them, by the command");
    return stopping.stopAll(StoppingAll.BY_ADMINISTRATOR);
  }

  /** A title is a teacher's words and is printed on a terminal: no quotes, nothing unprintable. */
  private static String line(Map.Entry<String, Long> environment) {
    String title = environment.getKey().replaceAll("[\"\\\\]|\\p{Cntrl}", " ").strip();
    return title + " (" + environment.getValue() + ")";
  }
}
