package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Administrator;
import org.mydocker.system.launch.Answer;
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
 * What a container may do: nothing beyond the default, unless its environment asked for it and an
 * administrator allowed just that. The container itself tells, from /proc.
 */
@Tag("ENG-06")
@InTurn
class PermissionIT {

  private static final String TELLS =
      "cat /proc/self/status /proc/mounts; exec httpd -f -p 8080 -h /www";
  private static final String IMAGE = "mydocker/test-web:1";
  private static final String ASKED = "root CHOWN SETUID";

  private final Site site = Site.shared();
  private final Rows rows = new Rows(site);
  private static Platform north;
  private static Guest student;
  private static Guest teacher;

  @BeforeAll
  static void enter() {
    north = Platform.shared("north");
    student =
        Guest.of(
            north, north.launch(new HttpBrowser(), "5").claim("sub", "s-" + UUID.randomUUID()));
    teacher = Guest.of(north, north.launch(new HttpBrowser(), "3"));
  }

  private Made environment(String title) {
    return Made.in(rows, student.visit("course"), title + " " + UUID.randomUUID());
  }

  private static String told(Opened session) {
    return Containers.docker("logs", Containers.of(session.id()));
  }

  private static String inspected(Opened session, String template) {
    return Containers.inspect(Containers.of(session.id()), template);
  }

  /** Whoever it runs as, no privilege can be gained and the engine's own seccomp filters. */
  private static void assertHardened(Opened session) {
    assertThat(told(session))
        .containsPattern("NoNewPrivs:\\s+1\n")
        .containsPattern("Seccomp:\\s+2\n")
        .containsPattern("\ntmpfs /tmp tmpfs [^\n]*size=262144k");
    assertThat(inspected(session, "{{.HostConfig.PidsLimit}} {{.HostConfig.Privileged}}"))
        .isEqualTo("200 false");
    assertThat(inspected(session, "{{.HostConfig.Binds}} {{.HostConfig.Devices}}"))
        .isEqualTo("[] []");
    assertThat(inspected(session, "{{range .Mounts}}{{.Type}} {{.Destination}}\n{{end}}").strip())
        .isEqualTo("volume /home/user");
    assertThat(inspected(session, "{{.HostConfig.PidMode}}{{.HostConfig.UsernsMode}}")).isEmpty();
  }

  private static void assertIs(Opened session, String user, String effective, String bounding) {
    assertThat(told(session))
        .containsPattern("Uid:\\s+" + user + "\\s+" + user + "\\s+" + user + "\\s+" + user + "\n")
        .containsPattern("Gid:\\s+" + user + "\\s+" + user + "\\s+" + user + "\\s+" + user + "\n")
        .containsPattern("CapEff:\\s+" + effective + "\n")
        .containsPattern("CapPrm:\\s+" + effective + "\n")
        .containsPattern("CapBnd:\\s+" + bounding + "\n")
        .containsPattern("CapAmb:\\s+0{16}\n");
  }

  @Test
  void isAnOrdinaryUserWithNothingUnlessItSaysOtherwise() {
    Made plain = environment("Plain").web(1, IMAGE, TELLS, "");

    Opened session = Opened.by(student, plain).ready();

    assertIs(session, "1000", "0{16}", "0{16}");
    assertHardened(session);
    session.post("stop");
  }

  @Test
  void hasWhatItAskedForOnceAnAdministratorAllowedJustThat() {
    Made asking = environment("Asking").web(1, IMAGE, TELLS, ASKED);
    Administrator administrator = new Administrator(site);

    Opened session = Opened.by(student, asking).failed();
    assertWaits(session);
    assertThat(student.get("environments/" + asking.id()).body())
        .contains("waits for an administrator’s permission", "Root user", "CHOWN, SETUID");

    for (Guest other : List.of(student, teacher)) {
      assertThat(other.get("admin/permissions").status()).isIn(403, 404);
      assertThat(allow(other, asking, ASKED).status()).isIn(403, 404);
    }
    assertThat(administrator.get("admin/permissions").body())
        .contains("Asking", "Root user", "CHOWN, SETUID");
    assertThat(administrator.get("admin").body()).contains("/admin/permissions");
    for (String other : List.of("root", "root CHOWN SETUID KILL", "root SYS_ADMIN", "")) {
      assertThat(decide(administrator, asking, "allow", other).code())
          .isEqualTo("broker.not-asked");
    }
    assertWaits(session.press("restart").failed());

    assertThat(decide(administrator, asking, "allow", ASKED).status()).isEqualTo(303);
    session.press("restart").ready();
    assertIs(session, "0", "0{14}81", "0{14}81");
    assertHardened(session);
    assertThat(reasons(asking)).containsExactly("allow " + ASKED);

    asking.web(2, IMAGE, TELLS, "root CHOWN KILL SETUID").current(2);
    assertWaits(session.press("restart").failed());
    asking.web(3, IMAGE, TELLS, "root CHOWN").current(3);
    assertIs(session.press("restart").ready(), "0", "0{15}1", "0{15}1");

    asking.current(1);
    assertThat(decide(administrator, asking, "withdraw", ASKED).status()).isEqualTo(303);
    assertWaits(session.press("restart").failed());
    assertThat(reasons(asking)).containsExactlyInAnyOrder("allow " + ASKED, "withdraw " + ASKED);
  }

  /** The start was refused with a sentence, and no container was made. */
  private void assertWaits(Opened session) {
    assertThat(session.page("").body())
        .contains("permission-missing", "waits for an administrator’s permission")
        .doesNotContain("/admin/permissions");
    assertThat(
            Containers.docker("ps", "-aq", "--filter", "label=org.mydocker.session=" + session.id())
                .strip())
        .isEmpty();
  }

  private static Answer allow(Guest guest, Made environment, String needs) {
    return guest.post("admin/permissions/" + environment.id() + "/allow", Map.of("needs", needs));
  }

  private static Answer decide(
      Administrator administrator, Made environment, String act, String needs) {
    return administrator.send(
        "admin/permissions/" + environment.id() + "/" + act, Map.of("needs", needs));
  }

  private List<Object> reasons(Made environment) {
    return rows.all(
        "select reason from site.audit_entry where act = 'ADMINISTER'"
            + " and subject_kind = 'environment' and subject_id = ?",
        environment.id());
  }
}
