package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Ports;

/** The command itself, as somebody types it. */
@InTurn
class CommandIT {

  private static final int REFUSED = 2;
  private static final int BUSY = 4;
  private static final Pattern INSTALLATION =
      Pattern.compile("sessions of installation ([0-9a-f-]{36})");

  private Path data;
  private Command command;

  @BeforeEach
  void somewhereNew() throws IOException {
    Path sites = Files.createDirectories(Path.of("target", "sites")).toAbsolutePath();
    data = Files.createTempDirectory(sites, "command");
    command = new Command(data);
  }

  /** Whatever came of it, nothing goes on. */
  @AfterEach
  void nothingStays() throws IOException {
    command.run("down", "--all");
    Path log = data.resolve("run/app.log");
    Matcher found = INSTALLATION.matcher(Files.exists(log) ? Files.readString(log) : "");
    if (found.find()) {
      Containers.removeAll(found.group(1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mydocker.example.org",
        "http://192.0.2.1:8080",
        "http://127.0.0.1.example.org",
        "http://localhost:8080@example.org",
        "ftp://localhost",
        "localhost:8080"
      })
  @Tag("CLI-03")
  void refusesAPublicAddressThatIsNeitherLoopbackNorHttps(String address) {
    Command.Said said = command.run("up", "--public-url", address);
    assertThat(said.code()).isEqualTo(REFUSED);
    assertThat(said.errors()).contains("must be https unless it is loopback", "Secure cookies");
    assertThat(said.errors().lines()).hasSize(1);
    assertThat(data.resolve("run/app.log")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10})
  void namesThePortThatIsInUse(int offset) throws IOException {
    int port = Ports.forUp();
    try (ServerSocket another =
        new ServerSocket(port + offset, 1, InetAddress.getLoopbackAddress())) {
      Command.Said said = command.run("up", "--port", String.valueOf(port));
      assertThat(said.code()).isEqualTo(BUSY);
      assertThat(said.errors()).contains("Port " + another.getLocalPort() + " (");
      assertThat(said.errors().lines()).hasSize(1);
    }
  }

  /** The inner door's listener would be met there, and on no other address. */
  @Test
  void namesThePortThatIsInUseOnTheSessionsBridge() throws IOException {
    int port = Ports.forUp();
    String network = "mydocker-test-" + port;
    String bridge = "myt-" + port;
    Containers.docker(
        "network", "create", "-o", "com.docker.network.bridge.name=" + bridge, network);
    try {
      InetAddress host =
          NetworkInterface.getByName(bridge)
              .inetAddresses()
              .filter(Inet4Address.class::isInstance)
              .findFirst()
              .orElseThrow();
      Files.writeString(data.resolve("firewall.wanted"), bridge + " myc-none 8082\n");
      try (ServerSocket another = new ServerSocket(port + 2, 1, host)) {
        Command.Said said = command.run("up", "--port", String.valueOf(port));
        assertThat(said.code()).as(said.toString()).isEqualTo(BUSY);
        assertThat(said.errors())
            .contains("Port " + another.getLocalPort() + " (the inner door) is in use");
      }
    } finally {
      Containers.docker("network", "rm", network);
    }
  }

  @Test
  @Tag("CLI-01")
  @Tag("CLI-03")
  void startsWhereThereIsNoScreenAndIsReachedByItsDoorAlone() throws IOException {
    int port = Ports.forUp();
    Command.Said up = command.run("up", "--yes", "--detach", "--port", String.valueOf(port));
    assertThat(up.code()).as(up.toString()).isZero();
    assertThat(up.words())
        .containsPattern(
            "ssh -L %1$d:localhost:%1$d -L %2$d:localhost:%2$d -L %3$d:localhost:%3$d \\S+@\\S+"
                .formatted(port, port + 1, port + 10));
    Path token = data.resolve("command.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(data.resolve("db/mydocker.mv.db")).as("the embedded database").exists();

    // Nothing that these verbs start is a Java machine, and only one could open that database.
    command.withoutJava();
    assertThat(command.run("status").words()).contains("address: http://localhost:" + port);
    JsonNode invitation =
        Platform.JSON.readTree(command.run("invite", "--approve", "--json").words());
    assertThat(invitation.get("registrationUrl").asText()).startsWith("http://localhost:" + port);
    Answer entered = new HttpBrowser().get(URI.create(command.run("admin-link").words().strip()));
    assertThat(entered.status()).isEqualTo(303);
    assertThat(entered.visit()).isPresent();
    Path backup = data.resolveSibling(data.getFileName() + "-backup");
    assertThat(command.run("backup", backup.toString()).code()).isZero();
    assertThat(backup.resolve("database.dump")).exists();

    Files.writeString(token, "of somebody else");
    Command.Said refused = command.run("invite");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.errors()).contains("The service refused 'invite'");

    assertThat(command.run("down").code()).isZero();
    assertThat(command.javaCalls()).isEmpty();
    assertThat(command.run("status").code()).isEqualTo(1);
  }
}
