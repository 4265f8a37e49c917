package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.Guest;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Picker;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** What a launch and a browser may say of the environment that is opened: nothing (lti.md 1.15). */
@InTurn
class EnvironmentIT {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String HOSTILE = "NAMEWORD<b>\u202E;$(id)\n--privileged=cmd";
  private static final String SUB = "SUBWORD/../root;" + UUID.randomUUID();
  private static final Pattern SESSION = Pattern.compile("/sessions/([0-9a-f-]{36})/start");

  private static final Site SITE = Site.shared();
  private static final Rows ROWS = new Rows(SITE);
  private static Platform north;
  private static String environment;
  private static String assignment;
  private static Guest student;
  private static String session;

  @BeforeAll
  static void aStudentOpensWithEveryWishAForgerHas() {
    north = Platform.register(SITE, "north");
    north.launch(new HttpBrowser(), "3").post().assertEntered();
    environment =
        ROWS.one("select cast(id as text) from broker.environment where built_in is not null")
            .orElseThrow()
            .toString();
    Answer made =
        Picker.open(north)
            .create(
                "TITLEWORD " + HOSTILE, Map.of("material", "archive", "environment", environment));
    assignment = Picker.contents(made).get(0).get("custom").get("mydocker_id").asText();
    student = Guest.of(north, launch(SUB, M + "Learner"));
    session = opened(student, "/open?" + HttpBrowser.encoded(forged()), forged());
    Waiting.until(
        "the interface is ready",
        Duration.ofSeconds(120),
        () -> student.get("sessions/" + session + "/state").body().contains("\"ready\""));
  }

  @AfterAll
  static void leave() {
    student.post("sessions/" + session + "/stop", Map.of());
  }

  private static Attempt launch(String sub, String role) {
    return north
        .launch(new HttpBrowser(), "5")
        .claim("sub", sub)
        .claim("name", HOSTILE)
        .lti("roles", List.of(role))
        .lti("context", Map.of("id", "2", "title", "COURSEWORD " + HOSTILE, "label", HOSTILE))
        .lti("custom", custom());
  }

  private static Map<String, String> custom() {
    Map<String, String> custom = new LinkedHashMap<>(forged());
    custom.put("mydocker_target", "assignment");
    custom.put("mydocker_id", assignment);
    return custom;
  }

  private static Map<String, String> forged() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("image", "evil/image:latest");
    form.put("command", "sh -c id");
    form.put("volume", "/etc:/home/user");
    form.put("mount", "/var/run/docker.sock");
    form.put("home", "mydocker-home-of-another");
    form.put("user", "root");
    form.put("person", UUID.randomUUID().toString());
    form.put("role", "TEACHER");
    form.put("course", UUID.randomUUID().toString());
    form.put("environment", UUID.randomUUID().toString());
    form.put("activity", UUID.randomUUID().toString());
    form.put("session", UUID.randomUUID().toString());
    form.put("memory", "999999");
    form.put("cpus", "64");
    form.put("network", "host");
    form.put("privileged", "true");
    form.put("as", "teacher");
    return form;
  }

  private static String opened(Guest guest, String act, Map<String, String> fields) {
    Answer answer = guest.post("assignments/" + assignment + act, fields);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    Matcher found = SESSION.matcher(answer.location().getPath());
    assertThat(found.find()).as("%s", answer.location()).isTrue();
    return found.group(1);
  }

  private static String inspected(String template) {
    return Containers.inspect(Containers.of(session), template);
  }

  private static Object row(String column) {
    return ROWS.one(
            "select cast(" + column + " as text) from broker.session where id = cast(? as uuid)",
            session)
        .orElseThrow();
  }

  @Test
  @Tag("BRK-01")
  void opensForWhomTheLaunchSaidAndAsTheEnvironmentIsHoweverTheBrowserAsks() {
    assertThat(row("person")).isEqualTo(student.visit("person"));
    assertThat(row("environment")).isEqualTo(environment);
    assertThat(row("activity")).isEqualTo(assignment);
    assertThat(row("role")).isEqualTo("STUDENT");
    assertThat(inspected("{{.Config.Image}}")).isEqualTo(version("image"));
    assertThat(inspected("{{.HostConfig.Memory}}"))
        .isEqualTo(String.valueOf(Long.parseLong(version("memory_mib")) << 20));
    assertThat(inspected("{{.Config.User}}")).doesNotContain("root").isNotIn("", "0", "0:0");
    assertThat(inspected("{{.HostConfig.Privileged}} {{.HostConfig.NetworkMode}}"))
        .startsWith("false ")
        .doesNotContain("host");
    assertThat(inspected("{{range .Mounts}}{{.Type}} {{.Destination}}\n{{end}}").strip())
        .isEqualTo("volume /home/user");
    Guest other = Guest.of(north, north.launch(new HttpBrowser(), "6"));
    assertThat(other.get("sessions/" + session + "/state").status()).isIn(403, 404);
    Guest elsewhere =
        Guest.of(
            north, north.launch(new HttpBrowser(), "5").lti("context", Map.of("id", "another")));
    assertThat(elsewhere.post("assignments/" + assignment + "/open", Map.of()).status())
        .isEqualTo(404);
    new HttpBrowser()
        .post(student.address("assignments/" + assignment + "/open"), Map.of())
        .assertRefused(401, "site.visit-over");
  }

  private static String version(String column) {
    return ROWS.one(
            "select cast("
                + column
                + " as text) from broker.environment_version where environment"
                + " = cast(? as uuid) order by number desc",
            environment)
        .orElseThrow()
        .toString();
  }

  @Test
  @Tag("BRK-02")
  void leadsASecondLaunchBackToTheRunningSessionAndAPreviewToOneOfItsOwn() {
    Guest again = Guest.of(north, launch(SUB, M + "Learner"));
    assertThat(again.visit("person")).isEqualTo(student.visit("person"));
    assertThat(opened(again, "/open", Map.of())).isEqualTo(session);
    assertThat(Containers.ofSession(session)).hasSize(1);
    Guest teacher = Guest.of(north, launch("teacher-" + UUID.randomUUID(), M + "Instructor"));
    String preview = opened(teacher, "/open", Map.of());
    String asStudent = opened(teacher, "/open?as=student", Map.of());
    assertThat(List.of(session, preview, asStudent)).doesNotHaveDuplicates();
    for (String own : List.of(preview, asStudent)) {
      assertThat(teacher.post("sessions/" + own + "/stop", Map.of()).status()).isLessThan(400);
    }
  }

  @Test
  @Tag("BRK-04")
  @Tag("L-10")
  void namesContainersAndVolumesByRandomIdsAlone() {
    assertThat(inspected("{{.Name}}")).matches("/mydocker-[a-z0-9]+-[0-9]+-[0-9]+");
    assertThat(inspected("{{range .Mounts}}{{.Name}}{{end}}"))
        .matches("mydocker-home-[0-9a-f]{32,}");
    assertThat(inspected("{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}\n{{end}}"))
        .matches("(mydocker-[a-z0-9-]+\\s*)+");
    List<String> words =
        List.of("NAMEWORD", "SUBWORD", "TITLEWORD", "COURSEWORD", "--privileged", "evil");
    assertThat(
            Containers.docker("inspect", Containers.of(session))
                .lines()
                .filter(line -> !line.contains("\"GIT_")) // what Git writes into commits
                .filter(line -> words.stream().anyMatch(line::contains)))
        .isEmpty();
    assertThat(inspected("{{json .Config.Labels}}")).doesNotContain("<", "\\u003c", "\\u202e");
    assertThat(inspected("{{.Config.Hostname}}")).matches("[a-z0-9-]+");
  }
}
