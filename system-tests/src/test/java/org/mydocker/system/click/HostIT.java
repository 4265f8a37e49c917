package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mydocker.system.operate.Command;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Machine;
import org.mydocker.system.site.Ports;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/**
 * A machine of its own, on which {@code ./mydocker up} begins everything, the engine included, and
 * whose engine is then restarted for real while its firewall is flushed: what a container on the
 * sessions' bridges reaches, by what answers. In this order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1) // it takes longest
class HostIT {

  private static final int PORT = 8080;
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String FLUSH =
      "for all in iptables ip6tables; do $all -F; $all -X; $all -t nat -F; $all -t nat -X; done;"
          + " iptables -P FORWARD ACCEPT";

  /** What answers at an address, and what the inner door there says without a token. */
  private static final String DOOR =
      """
      import sys, urllib.request, urllib.error
      try:
          urllib.request.urlopen(sys.argv[1], timeout=10)
      except urllib.error.HTTPError as refused:
          print(refused.code, refused.headers.get('X-Mydocker-Code', ''))
      """;

  private static Machine machine;
  private static Path data;
  private static Command command;
  private static String brief;

  @BeforeAll
  static void everythingIsBegun() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "a firewall needs root");
    data =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "sites")).toAbsolutePath(), "host");
    machine = Machine.start();
    machine.startEngine();
    machine.bring("mydocker/helper:2", "mydocker/notebook:1");
    machine.stopEngine();
    command = new Command(data, machine.there()).with("MYDOCKER_BIND", "0.0.0.0");
    assertThat(up().words()).doesNotContain("is open to the programs");
    brief =
        Files.readString(data.resolve("firewall.wanted"))
            .replaceAll("myd-([0-9a-f]{8}) .*\\n", "$1");
    for (String name : List.of("one", "two", "three")) {
      machine.sh(
          ("docker run --detach --name %s --user 1000:1000 --cap-drop ALL --network mydocker-%s%s"
                  + " mydocker/notebook:1 python3 -m http.server 8888")
              .formatted(name, brief, name.equals("three") ? "-closed" : ""));
    }
  }

  private static Command.Said up() {
    Command.Said up = command.run("up", "--yes", "--detach", "--port", String.valueOf(PORT));
    assertThat(up.code()).as(up.toString()).isZero();
    return up;
  }

  @AfterAll
  static void nothingStays() {
    if (machine != null) {
      command.run("down", "--all");
      machine.close();
    }
  }

  @Test
  @Order(1)
  @Tag("GATE-04")
  void upClosesTheHost() {
    assertThat(status()).contains("firewall: working");
    nothingButTheInnerDoorAnswers();
  }

  @Test
  @Order(2)
  @Tag("GATE-04")
  void theRulesAreBackAfterTheEngineWasRestarted() {
    machine.stopEngine();
    machine.sh(FLUSH);
    machine.startEngine();
    machine.sh("docker start one two three");
    Waiting.until("the rules are back", SOON, () -> status().contains("rules were missing"));
    Waiting.until("and that is seen", SOON, () -> status().contains("firewall: working"));
    assertThat(machine.sh("iptables -S INPUT")).contains("myd-" + brief, "myc-" + brief);
    nothingButTheInnerDoorAnswers();
    Waiting.until(
        "the application's log tells it", SOON, () -> log().contains("sessions were missing"));
  }

  @Test
  @Order(3)
  @Tag("GATE-04")
  void whatAFlushOpensIsClosedAgainWithinSeconds() {
    machine.sh(FLUSH);
    Waiting.until(
        "the rules are back",
        SOON,
        () -> machine.sh("iptables -S INPUT").contains("-A INPUT -i myc-" + brief));
    nothingButTheInnerDoorAnswers();
  }

  /** And what the rules are good for: without them the host and the neighbours answer. */
  @Test
  @Order(4)
  @Tag("GATE-04")
  void withoutAGuardTheHostIsOpenAndThatIsSaidWithWhatToType() throws IOException {
    String guard = Files.readString(data.resolve("run/guard.pid")).split(" ")[0];
    machine.sh("kill " + guard);
    machine.sh(FLUSH);
    assertThat(answering("one", forbidden("one")))
        .contains(host("one") + ":" + PORT, address("two") + ":8888");
    Waiting.until(
        "the missing guard is seen",
        Duration.ofSeconds(40),
        () -> status().contains("firewall: degraded"));
    assertThat(status()).contains("as root: ./mydocker firewall");
    assertThat(machine.sh("curl -sS http://127.0.0.1:" + PORT + "/health"))
        .contains("\"firewall\":\"degraded\"");
    assertThat(command.run("doctor").words()).contains("missing  this machine closed");
    Command.Said closed = command.run("firewall");
    assertThat(closed.code()).as(closed.toString()).isZero();
    nothingButTheInnerDoorAnswers();
    Waiting.until("it is seen", SOON, () -> status().contains("firewall: working"));
  }

  @Test
  @Order(5)
  @Tag("CLI-02")
  void downLeavesTheEngineThatUpBeganAndDownAllEndsIt() {
    assertThat(command.run("down").code()).isZero();
    machine.stopEngine();
    up();
    machine.sh("docker start one two three");
    Command.Said down = command.run("down");
    assertThat(down.code()).as(down.toString()).isZero();
    assertThat(machine.sh("docker inspect --format '{{.State.Running}}' one two three"))
        .isEqualTo("true\ntrue\ntrue\n");
    machine.sh(FLUSH);
    Waiting.until(
        "the guard goes on where containers run",
        SOON,
        () -> machine.sh("iptables -S INPUT").contains("-A INPUT -i myc-" + brief));

    up();
    Command.Said all = command.run("down", "--all");
    assertThat(all.code()).as(all.toString()).isZero();
    assertThat(all.words()).contains("the application, the LMS to try, the Docker Engine");
    assertThat(machine.status("docker version")).isNotZero();
    assertThat(machine.sh("iptables -S")).doesNotContain("MYDOCKER");
    assertThat(status()).doesNotContain("runs (process");
  }

  /** Whoever may not set rules is told what root is to type, and root types it. */
  @Test
  @Order(6)
  @Tag("GATE-04")
  void upAsksForTheRulesWhereItIsNotRoot() throws Exception {
    Path own = Files.createTempDirectory(Path.of("target", "sites").toAbsolutePath(), "somebody");
    String group = Files.getAttribute(Path.of("/run/docker.sock"), "unix:gid").toString();
    new ProcessBuilder("chown", "1000:1000", own.toString()).start().waitFor();
    Command somebody =
        new Command(own, List.of("setpriv", "--reuid=1000", "--regid=1000", "--groups=" + group))
            .with("HOME", own.toString());
    Command root = new Command(own);
    try {
      Command.Said up =
          somebody.run("up", "--yes", "--detach", "--port", String.valueOf(Ports.forUp()));
      assertThat(up.code()).as(up.toString()).isZero();
      assertThat(up.words()).contains("is open to the programs", "sudo ", "firewall --data " + own);
      assertThat(somebody.run("status").words())
          .contains("firewall: degraded: nobody keeps the firewall rules");
      Command.Said refused = somebody.run("firewall");
      assertThat(refused.code()).isEqualTo(6);
      assertThat(refused.errors()).contains("Only root may see or set firewall rules: sudo ");
      assertThat(root.run("firewall").code()).isZero();
      Waiting.until(
          "it is closed", SOON, () -> somebody.run("status").words().contains("firewall: working"));
    } finally {
      somebody.run("down");
      root.run("down", "--all");
      String log = Files.readString(own.resolve("run/app.log"));
      java.util.regex.Matcher id =
          java.util.regex.Pattern.compile("sessions of installation ([0-9a-f-]{36})").matcher(log);
      if (id.find()) {
        Containers.removeAll(id.group(1));
      }
    }
  }

  private static String status() {
    return command.run("status").words();
  }

  private static String log() {
    return Site.begun(data, PORT).log();
  }

  /** From inside each container to all that is closed to it, and from the host to each. */
  private static void nothingButTheInnerDoorAnswers() {
    for (String container : List.of("one", "three")) {
      assertThat(answering(container, forbidden(container))).as(container).isEmpty();
      assertThat(answering(container, List.of("127.0.0.1:8888"))).hasSize(1);
      assertThat(machine.sh("curl -sS -m 10 http://" + address(container) + ":8888/"))
          .as("the other direction")
          .contains("Directory listing");
    }
    assertThat(python("one", DOOR, "http://" + host("one") + ":" + (PORT + 2) + "/git/x"))
        .isEqualTo("401 inner.no-token");
  }

  /**
   * The service, gateway, emulator, engine and the like at each of the host's addresses; others.
   */
  private static List<String> forbidden(String container) {
    List<String> all = new ArrayList<>();
    List<String> hosts = List.of(host("one"), host("three"), "172.17.0.1");
    for (String host : hosts) {
      for (int port : List.of(PORT, PORT + 1, PORT + 10, 2375, 2376, 22, 5432)) {
        all.add(host + ":" + port);
      }
    }
    Stream.of("one", "two", "three")
        .filter(other -> !other.equals(container))
        .forEach(other -> all.add(address(other) + ":8888"));
    return all;
  }

  private static String address(String container) {
    return inspect(container, "IPAddress");
  }

  /** The machine's own address on the bridge of a container. */
  private static String host(String container) {
    return inspect("three".equals(container) ? "three" : container, "Gateway")
        .transform(
            found -> found.isEmpty() ? address(container).replaceAll("[0-9]+$", "1") : found);
  }

  private static String inspect(String container, String what) {
    return machine
        .sh(
            "docker inspect --format '{{range .NetworkSettings.Networks}}{{."
                + what
                + "}}{{end}}' "
                + container)
        .strip();
  }

  private static List<String> answering(String container, List<String> targets) {
    return python(container, Probe.ANSWERS, targets.toArray(String[]::new))
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String python(String container, String program, String... arguments) {
    return machine
        .sh(
            "docker exec "
                + container
                + " python3 -c '"
                + program.replace("'", "'\\''")
                + "' "
                + String.join(" ", arguments))
        .strip();
  }
}
