package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.mydocker.system.site.Ports;

/** The command itself, as somebody types it. */
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
    command.run("down");
    Path log = data.resolve("run/app.log");
    Matcher found = INSTALLATION.matcher(Files.exists(log) ? Files.readString(log) : "");
    if (found.find()) {
      String brief = found.group(1).substring(0, 8);
      Containers.removeAll(found.group(1));
      Optional<String> door = setting("inner_port");
      for (String bridge : List.of("myd-" + brief, "myc-" + brief)) {
        if (door.isPresent()) {
          command.script("scripts/firewall", "remove", bridge, door.get());
        }
      }
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
    int port = fourFree();
    try (ServerSocket another =
        new ServerSocket(port + offset, 1, InetAddress.getLoopbackAddress())) {
      Command.Said said = command.run("up", "--port", String.valueOf(port));
      assertThat(said.code()).isEqualTo(BUSY);
      assertThat(said.errors()).contains("Port " + another.getLocalPort() + " (");
      assertThat(said.errors().lines()).hasSize(1);
    }
  }

  @Test
  @Tag("CLI-01")
  @Tag("CLI-03")
  void startsWhereThereIsNoScreenAndIsReachedByItsDoorAlone() throws IOException {
    int port = fourFree();
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

  private Optional<String> setting(String name) throws IOException {
    Path settings = data.resolve("run/up.settings");
    if (!Files.exists(settings)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(settings)) {
      return lines
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst();
    }
  }

  /** A port that is free with the others that {@code up} takes beside it. */
  private static int fourFree() {
    return IntStream.generate(Ports::free)
        .limit(200)
        .filter(port -> port < 65_500)
        .filter(port -> IntStream.of(1, 2, 10).allMatch(offset -> free(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
