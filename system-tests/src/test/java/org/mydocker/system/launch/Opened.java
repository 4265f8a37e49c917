package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mydocker.system.site.Waiting;

/** A session as its owner uses it: its pages, its buttons, and the state that they say. */
public final class Opened {

  private static final Pattern SESSION = Pattern.compile("/sessions/([0-9a-f-]{36})/start");
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final Guest owner;
  private final String id;

  private Opened(Guest owner, String id) {
    this.owner = owner;
    this.id = id;
  }

  /** Presses the environment's button. */
  public static Opened by(Guest owner, Made environment) {
    return new Opened(
        owner, begun(owner.post("environments/" + environment.id() + "/open", Map.of())));
  }

  private static String begun(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    Matcher found = SESSION.matcher(answer.location().getPath());
    assertThat(found.find()).as("%s", answer.location()).isTrue();
    return found.group(1);
  }

  public String id() {
    return id;
  }

  public Answer page(String inside) {
    return owner.get("sessions/" + id + inside);
  }

  /** Presses a button that begins a start, and waits for its end. */
  public Opened press(String button) {
    assertThat(begun(owner.post("sessions/" + id + "/" + button, Map.of()))).isEqualTo(id);
    return this;
  }

  public Answer post(String button) {
    return owner.post("sessions/" + id + "/" + button, Map.of());
  }

  public Opened ready() {
    return becomes("ready");
  }

  public Opened failed() {
    return becomes("failed");
  }

  public Opened stopped() {
    return becomes("stopped");
  }

  private Opened becomes(String state) {
    Waiting.until(
        "the session is " + state,
        PATIENCE,
        () -> {
          String said = page("/state").body();
          for (String end : new String[] {"ready", "failed", "stopped"}) {
            if (said.contains("\"" + end + "\"") && !end.equals(state)) {
              throw new AssertionError(end + ", not " + state + ":\n" + page("").body());
            }
          }
          return said.contains("\"" + state + "\"");
        });
    return this;
  }
}
