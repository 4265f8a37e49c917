package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Guest;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Made;
import org.mydocker.system.launch.Opened;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/**
 * The owner's buttons where something is broken: the home's settings, or the environment itself.
 */
@Tag("RUN-05")
@InTurn
class OwnerButtonsIT {

  private static final String NOTEBOOK = "mydocker/notebook:1";
  private static final String MOVING = "mydocker-test/" + UUID.randomUUID() + ":1";

  private final Rows rows = new Rows(Site.shared());
  private static Platform north;
  private static Guest student;
  private static Guest other;

  @BeforeAll
  static void enter() {
    north = Platform.shared("north");
    student = guest();
    other = guest();
  }

  private static Guest guest() {
    return Guest.of(
        north, north.launch(new HttpBrowser(), "5").claim("sub", "s-" + UUID.randomUUID()));
  }

  @AfterAll
  static void forgetTheTag() {
    if (!Containers.docker("images", "-q", MOVING).isBlank()) {
      Containers.docker("rmi", MOVING);
    }
  }

  private Made environment() {
    return Made.in(rows, student.visit("course"), "Buttons " + UUID.randomUUID());
  }

  private static String shell(Opened session, String script) {
    return Containers.docker("exec", Containers.of(session.id()), "sh", "-c", script);
  }

  @Test
  void movesBrokenSettingsAwaySoThatTheInterfaceStartsAndKeepsAllFiles() {
    Opened session = Opened.by(student, environment().notebook(1, NOTEBOOK, "")).ready();
    shell(
        session,
        "cd ~ && mkdir -p work .jupyter .config/odd .ssh .git && echo mine > work/notes.txt"
            + " && echo key > .ssh/id && ln -s /etc/passwd .link && mkfifo .pipe"
            + " && echo 'raise SystemExit(3)' > .jupyter/jupyter_notebook_config.py"
            + " && echo x > .config/odd/settings");

    session.press("restart").failed();
    assertThat(session.page("").body())
        .contains("exited-at-start", "/restart", "/reset", "nothing is deleted");
    assertThat(other.post("sessions/" + session.id() + "/reset", Map.of()).status()).isIn(403, 404);
    assertThat(other.get("sessions/" + session.id() + "/logs").status()).isIn(403, 404);
    session.press("reset").ready();

    String there =
        shell(session, "cd ~ && ls -A && cat work/notes.txt .ssh/id && ls -A settings-*");
    assertThat(there).contains("mine\n", "key\n", ".git\n", ".jupyter\n", ".config\n", ".link\n");
    String old = shell(session, "cd ~ && ls -d settings-*").strip();
    assertThat(old).matches("settings-\\d{4}-\\d\\d-\\d\\d-\\d{6}");
    assertThat(shell(session, "cd ~/" + old + " && cat .jupyter/*.py .config/odd/settings"))
        .isEqualTo("raise SystemExit(3)\nx\n");
    assertThat(shell(session, "cd ~/" + old + " && readlink .link && stat -c %F .pipe"))
        .isEqualTo("/etc/passwd\nfifo\n");
    assertThat(shell(session, "ls -d ~/.config ~/.link ~/.pipe 2>/dev/null || echo gone").strip())
        .endsWith("gone");
    assertThat(session.page("/progress").body()).contains(old);
    session.post("stop");
  }

  @Test
  void goesBackToTheVersionAndTheImageThatWorkedLast() {
    Made made = environment().notebook(1, NOTEBOOK, "");
    Opened session = Opened.by(student, made).ready();
    assertThat(session.page("").body()).doesNotContain("/restart-last-good");
    made.notebook(2, NOTEBOOK, "printf 'broken \\033[31mby its teacher\\n'; exit 4").current(2);

    session.press("restart").failed();
    assertThat(session.page("").body())
        .contains("exited-at-start", "broken by its teacher", "/restart-last-good")
        .doesNotContain("\u001b");
    assertThat(other.post("sessions/" + session.id() + "/restart-last-good", Map.of()).status())
        .isIn(403, 404);
    session.press("restart-last-good").ready();
    assertThat(version(session)).isEqualTo("1");
    session.press("restart").failed();
    assertThat(version(session)).isEqualTo("2");

    Containers.docker("tag", NOTEBOOK, MOVING);
    made.notebook(3, MOVING, "").current(3);
    session.press("restart").ready();
    String good = Containers.inspect(Containers.of(session.id()), "{{.Image}}");
    Containers.docker("tag", "mydocker/helper:2", MOVING);
    session.press("restart").failed();
    session.press("restart-last-good").ready();
    assertThat(Containers.inspect(Containers.of(session.id()), "{{.Image}}")).isEqualTo(good);
    session.post("stop");
  }

  private String version(Opened session) {
    return rows.one(
            "select cast(environment_version as text) from broker.session where id = cast(? as uuid)",
            session.id())
        .orElseThrow()
        .toString();
  }

  @Test
  void stopsRestartsAndShowsItsLogToItsOwnerAlone() {
    String script =
        "for i in $(seq 1 300); do echo \"line $i <b>bold</b>\"; done;"
            + " printf '\\033[32mgreen\\033[0m\\n'; exec httpd -f -p 8080 -h /www";
    Opened session =
        Opened.by(student, environment().web(1, "mydocker/test-web:1", script, "")).ready();

    String log = session.page("/logs").body();
    assertThat(log)
        .contains("line 300 &lt;b&gt;bold&lt;/b&gt;", "\ngreen<")
        .doesNotContain("line 100 ", "<b>bold", "\u001b");
    assertThat(other.get("sessions/" + session.id() + "/logs").status()).isIn(403, 404);
    String first = Containers.of(session.id());

    session.press("restart").ready();
    assertThat(Containers.of(session.id())).isNotEqualTo(first);
    for (String button : new String[] {"stop", "restart"}) {
      assertThat(other.post("sessions/" + session.id() + "/" + button, Map.of()).status())
          .isIn(403, 404);
    }
    assertThat(session.post("stop").status()).isEqualTo(303);
    session.stopped();
    assertThat(Containers.ofSession(session.id())).isEmpty();
    assertThat(session.page("").body()).contains("Stopped by you", "/restart", "/reset");
  }
}
