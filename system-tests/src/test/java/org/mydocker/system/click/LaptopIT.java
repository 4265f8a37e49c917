package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same repository on "a laptop", with a real git. */
@AtSchool
class LaptopIT {

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @TempDir Path laptop;

  @Test
  @Tag("ACT-04")
  @Tag("CLICK-12")
  @Tag("SAFE-09")
  @Tag("SAFE-11")
  void clonesWithTheTokenShownPushesAndThatIsWhatIsHandedIn() throws Exception {
    String activity = course.assignment("On a laptop", Map.of("answer.txt", "?\n"));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      String address = address(student, activity);

      git(laptop, "clone", address, "work");
      Path work = laptop.resolve("work");
      assertThat(Files.readString(work.resolve("answer.txt"))).isEqualTo("?\n");
      Files.writeString(work.resolve("answer.txt"), "42\n");
      Files.writeString(work.resolve("more.txt"), "from the laptop\n");
      git(work, "add", "-A");
      git(
          work,
          "-c",
          "user.name=Example",
          "-c",
          "user.email=student@example.org",
          "commit",
          "-m",
          "Done");
      String head = git(work, "rev-parse", "HEAD").strip();
      git(work, "push", "origin", "HEAD");

      FrameLocator after = course.open(student, activity);
      assertThat(after.locator("table").first().textContent()).contains(head.substring(0, 7));
      after.locator("table a").first().click();
      after.locator("#commit").waitFor();
      assertThat(after.locator("table").last().textContent()).contains("more.txt");
      Response files =
          student
              .page()
              .waitForResponse(
                  answer -> answer.url().endsWith("/files.zip"),
                  () -> after.locator("a[href$='/files.zip']").click());
      assertThat(files.headerValue("content-disposition")).startsWith("attachment;");
      assertThat(files.headerValue("content-security-policy")).startsWith("sandbox;");
    }
  }

  @Test
  @Tag("SAFE-02")
  void cutsOffAPushThatFallsSilentAndGoesOnForTheOthers() throws Exception {
    String activity = course.assignment("Slowly", Map.of("answer.txt", "?\n"));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      URI address = URI.create(address(student, activity));
      String before = git(laptop, "ls-remote", address.toString(), "refs/heads/main");
      String command =
          before.substring(0, 40) + " " + "1".repeat(40) + " refs/heads/main\0report-status";
      String basic =
          Base64.getEncoder()
              .encodeToString(address.getUserInfo().getBytes(StandardCharsets.US_ASCII));
      String begins =
          "POST %s/git-receive-pack HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Basic %s\r\n"
                  .formatted(address.getRawPath(), address.getHost(), address.getPort(), basic)
              + "Content-Type: application/x-git-receive-pack-request\r\n"
              + "Content-Length: 1000000\r\n\r\n"
              + String.format("%04x", command.length() + 4)
              + command
              + "0000PACK\0\0\0\2\0\0\0\3";
      Instant begun = Instant.now();
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write(begins.getBytes(StandardCharsets.ISO_8859_1));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).doesNotContain("ok refs/heads/main");
      }
      assertThat(Duration.between(begun, Instant.now()))
          .as("a minute of ours and half a minute of the server's")
          .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(115));
      assertThat(git(laptop, "ls-remote", address.toString(), "refs/heads/main")).isEqualTo(before);
    }
  }

  /** The address that the page shows, with the token in it, as a test may. */
  private String address(Somebody student, String activity) {
    FrameLocator tool = course.open(student, activity);
    tool.locator("details summary").last().click();
    tool.locator("form[action*='/token'] button").first().click();
    tool.locator("#git-token").waitFor();
    String token = tool.locator("#git-token").textContent();
    String clone = tool.locator("#git-clone").textContent();
    student.picture("laptop");
    assertThat(clone).doesNotContain(token);
    assertThat(student.page().frames()).noneMatch(frame -> frame.url().contains(token));
    String[] words = clone.split(" ");
    assertThat(words[0] + " " + words[1]).isEqualTo("git clone");
    return words[2].replace("student@", "student:" + token + "@");
  }

  private static String git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder().directory(directory.toFile()).redirectErrorStream(true);
    builder.command().add("git");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
