package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Ports;
import org.mydocker.system.site.Waiting;

/** {@code ./mydocker dev} in a copy of the sources, so that they may be changed. */
@InTurn
class DevIT {

  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration CHANGE = Duration.ofMinutes(1);

  private static final Pattern INSTALLATION =
      Pattern.compile("sessions of installation ([0-9a-f-]{36})");
  private static final String COPY =
      """
      set -e
      cp -a --parents mydocker mvnw .mvn pom.xml scripts images "$0"
      for module in kernel walls storage lti-tool assignment-service session-broker web ear platform-emulator; do
        cp -a --parents $module/pom.xml $module/src/main "$0"
      done
      ln -s "$PWD/ear/target" "$0/ear/target"
      ln -s "$PWD/platform-emulator/target" "$0/platform-emulator/target"
      """;

  private final int port = Ports.forUp();
  private Path copy;
  private Path data;
  private Path said;
  private Process dev;

  @BeforeEach
  void begin() throws Exception {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Path sites = Files.createDirectories(Path.of("target", "sites")).toAbsolutePath();
    copy = Files.createTempDirectory(sites, "dev");
    data = copy.resolve("data");
    said = copy.resolve("said");
    Process copying =
        new ProcessBuilder("bash", "-c", COPY, copy.toString())
            .directory(root.toFile())
            .inheritIO()
            .start();
    assertThat(copying.waitFor()).isZero();
    List<String> words =
        List.of(
            copy.resolve("mydocker").toString(),
            "dev",
            "--data",
            data.toString(),
            "--port",
            String.valueOf(port));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MYDOCKER_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    dev = builder.start();
    Waiting.until(
        "the application runs", START, () -> said().contains("Waiting for a change; Ctrl-C"));
  }

  @AfterEach
  void nothingStays() throws Exception {
    dev.destroy();
    if (!dev.waitFor(2, TimeUnit.MINUTES)) {
      dev.destroyForcibly();
    }
    new Command(data).run("down", "--all");
    Path log = data.resolve("run/app.log");
    Matcher found = INSTALLATION.matcher(Files.exists(log) ? Files.readString(log) : "");
    if (found.find()) {
      Containers.removeAll(found.group(1));
    }
  }

  @Test
  void takesWhatWasChangedIntoTheRunningApplication() throws Exception {
    long process = application();

    change("web/src/main/resources/messages/site/messages_en.properties", "one click away", "hop");
    shows("Environments for your course, hop");
    change("web/src/main/resources/templates/site/front.html", "<h1 ", "<h1 id=\"greeting\" ");
    shows("id=\"greeting\"");

    String front = "web/src/main/java/org/mydocker/web/signin/FrontResource.java";
    change(front, "Page.of(\"site/front\", Map.of())", "Page.of(\"nowhere\", mistaken)");
    Waiting.until("the error is told", CHANGE, () -> said().contains("Not taken"));
    assertThat(said()).contains(front + ":", "error:");
    shows("id=\"greeting\"");
    change(
        front,
        "Page.of(\"nowhere\", mistaken)",
        "Page.of(\"site/problem\", Map.of(\"title\", \"Swapped\", \"text\", \"\", \"next\", \"\", \"code\", \"\"))");
    shows("Swapped");
    assertThat(application()).as(said()).isEqualTo(process);

    dev.destroy();
    assertThat(dev.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(said()).endsWith("Stopped.\n");
    assertThat(ProcessHandle.of(process)).isEmpty();
  }

  private long application() throws IOException {
    return Long.parseLong(Files.readString(data.resolve("run/app.pid")).split(" ")[0]);
  }

  private String said() throws IOException {
    return Files.readString(said);
  }

  private void change(String file, String from, String to) throws IOException {
    String before = Files.readString(copy.resolve(file));
    assertThat(before).contains(from);
    Files.writeString(copy.resolve(file), before.replace(from, to));
  }

  private void shows(String words) {
    URI front = URI.create("http://127.0.0.1:" + port + "/");
    Waiting.until(
        words + " on the front page",
        CHANGE,
        () -> new HttpBrowser().get(front).body().contains(words));
  }
}
