package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same repository on "a laptop", with a real git. */
class LaptopIT {

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @TempDir Path laptop;

  @Test
  @Tag("ACT-04")
  @Tag("CLICK-12")
  @Tag("SAFE-09")
  void clonesWithTheTokenShownPushesAndThatIsWhatIsHandedIn() throws Exception {
    String activity = course.assignment("On a laptop", Map.of("answer.txt", "?\n"));
    try (Somebody student = course.become(Classroom.STUDENT)) {
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
      String address = words[2].replace("student@", "student:" + token + "@");

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
    }
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
