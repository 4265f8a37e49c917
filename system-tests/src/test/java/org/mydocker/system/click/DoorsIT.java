package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** The ways by which work comes in, all into one repository, and what is asked before it goes. */
@AtSchool
class DoorsIT {

  /** Longer than what an interface sends by itself while it opens. */
  private static final Duration SETTLED = Duration.ofSeconds(12);

  private static final Locator.WaitForOptions LONG =
      new Locator.WaitForOptions().setTimeout(120_000);

  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)"));

  private final Site site = Classroom.school();
  private final Classroom course = Classroom.of(site, "north");

  @Test
  @Tag("ACT-07")
  @Tag("ACT-08")
  void workComesByFourDoorsIntoOneRepositoryAndRemembersItsDoor(@TempDir Path laptop)
      throws Exception {
    String activity = course.assignment("Four doors", MATERIAL);
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      jupyter.locator("#save-notbook button").waitFor(LONG);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      Classroom.save(jupyter);
      String container = Containers.of(Classroom.session(student.page()));
      String folder = Classroom.folder(student.page());

      byEnvironment(student, tool, folder);
      byTerminal(student, container, folder);
      byArchive(student, activity);
      String assignment = assignment(student);
      byGitInTheTerminal(container, assignment);
      byGitOnTheLaptop(student, activity, laptop);

      Rows rows = new Rows(site);
      UUID id = UUID.fromString(assignment);
      String of = " from assignment.submission s join assignment.student_work w on s.work = w.id";
      assertThat(rows.all("select s.door" + of + " where w.assignment = ? order by s.number", id))
          .containsExactly("ENVIRONMENT", "TERMINAL", "ARCHIVE", "TERMINAL", "GIT");
      assertThat(rows.all("select distinct w.repository" + of + " where w.assignment = ?", id))
          .hasSize(1);
      FrameLocator page = course.open(student, activity);
      assertThat(page.locator("tbody tr").allTextContents())
          .hasSize(5)
          .satisfiesExactly(
              line -> assertThat(line).contains("by Git"),
              line -> assertThat(line).contains("in the terminal"),
              line -> assertThat(line).contains("as an archive"),
              line -> assertThat(line).contains("in the terminal"),
              line -> assertThat(line).contains("from the environment"));
      student.picture("four-doors");
      nothingChangesWhatWasHandedIn(student);
    }
  }

  /** A new file that no version of the material has is taken with the rest. */
  private static void byEnvironment(Somebody student, FrameLocator tool, String folder) {
    Classroom.write(student.page(), folder + "/new.txt", "first");
    tool.locator("#hand-in button").click();
    tool.locator("#commit").waitFor();
    assertThat(tool.locator("tbody").textContent()).contains("exercise.ipynb", "new.txt");
  }

  private static void byTerminal(Somebody student, String container, String folder) {
    Containers.docker(
        "exec", container, "sh", "-c", "echo second > \"$HOME/" + folder + "/new.txt\"");
    String listed = Containers.docker("exec", container, "mydocker", "status");
    assertThat(listed).contains("new.txt", "exercise.ipynb", "would be handed in: 2");
    String said = Containers.docker("exec", container, "mydocker", "hand-in");
    assertThat(said).contains("Handed in: number 2 of “Four doors”");
    Matcher saved = Pattern.compile("(\\S+Z) +7  new\\.txt").matcher(said);
    assertThat(saved.find()).as(said).isTrue();
    assertThat(Instant.parse(saved.group(1)))
        .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(1));
  }

  private void byArchive(Somebody student, String activity) {
    FrameLocator page = course.open(student, activity);
    page.locator("details summary").last().click();
    page.locator("#f-work")
        .setInputFiles(
            new FilePayload(
                "work.zip", "application/zip", Classroom.zip(Map.of("archived.txt", "third"))));
    page.locator("form[action*='/hand-in/archive'] button").click();
    page.locator("#commit").waitFor();
    assertThat(page.locator("tbody").textContent()).contains("archived.txt");
  }

  private static String assignment(Somebody student) {
    return Inside.of(student.page()).path().replaceFirst("assignments/([0-9a-f-]{36}).*", "$1");
  }

  /** With the session's own token, which the container has and nobody else. */
  private static void byGitInTheTerminal(String container, String assignment) {
    Containers.docker(
        "exec",
        container,
        "sh",
        "-ec",
        """
        cd "$(mktemp -d)"
        git -c "http.extraHeader=Authorization: Bearer $MYDOCKER_TOKEN" clone -q "$MYDOCKER_URL/git/%s.git" work
        cd work
        echo fourth > pushed.txt
        git add -A
        git -c user.name=Example -c user.email=student@example.org commit -qm Pushed
        git -c "http.extraHeader=Authorization: Bearer $MYDOCKER_TOKEN" push -q origin HEAD
        """
            .formatted(assignment));
  }

  private void byGitOnTheLaptop(Somebody student, String activity, Path laptop) throws Exception {
    FrameLocator page = course.open(student, activity);
    page.locator("details summary").last().click();
    page.locator("form[action*='/token'] button").first().click();
    page.locator("#git-token").waitFor();
    String token = page.locator("#git-token").textContent();
    String address =
        page.locator("#git-clone")
            .textContent()
            .split(" ")[2]
            .replace("student@", "student:" + token + "@");
    git(laptop, "clone", "-q", address, "work");
    Path work = laptop.resolve("work");
    assertThat(work.resolve("pushed.txt")).as("one repository").exists();
    Files.writeString(work.resolve("laptop.txt"), "fifth");
    git(work, "add", "-A");
    git(
        work,
        "-c",
        "user.name=Example",
        "-c",
        "user.email=student@example.org",
        "commit",
        "-qm",
        "Done");
    git(work, "push", "-q", "origin", "HEAD");
  }

  /** The first submission has the file as it was then, for good. */
  private static void nothingChangesWhatWasHandedIn(Somebody student) {
    Inside inside = Inside.of(student.page());
    String page = inside.path().replaceFirst("\\?.*", "") + "/handed-in/";
    String first = inside.get(page + "1").text();
    assertThat(first).contains("new.txt").doesNotContain("archived.txt", "pushed.txt");
    Matcher hash = Pattern.compile("<td>new\\.txt</td>.*?<code>([0-9a-f]{64})").matcher(first);
    Matcher later =
        Pattern.compile("<td>new\\.txt</td>.*?<code>([0-9a-f]{64})")
            .matcher(inside.get(page + "2").text());
    assertThat(hash.find() && later.find()).isTrue();
    assertThat(hash.group(1))
        .isEqualTo("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e")
        .isNotEqualTo(later.group(1));
  }

  @Test
  @Tag("ACT-08")
  void thePageSaysWhenEachFileWasSavedAndAsksWhenSomethingWasDoneSince() {
    String activity = course.assignment("Saved when", MATERIAL);
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      Classroom.ready(jupyter);
      long opened = System.nanoTime();
      Waiting.until(
          "the interface has opened and settled",
          SETTLED.multipliedBy(2),
          () -> System.nanoTime() - opened > SETTLED.toNanos());
      Instant before = Instant.now().minusSeconds(1);
      Classroom.write(student.page(), Classroom.folder(student.page()) + "/notes.txt", "saved");
      Instant after = Instant.now();
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");

      FrameLocator page = course.open(student, activity);
      page.locator("form[action*='/hand-in'] button").first().click();
      page.locator("#asks").waitFor();
      assertThat(page.locator("#asks").textContent()).contains("after the last save");
      Locator notes =
          page.locator("tbody tr", new FrameLocator.LocatorOptions().setHasText("notes.txt"));
      Instant saved = Instant.parse(notes.locator("time").getAttribute("datetime"));
      assertThat(saved).isBetween(before, after);
      assertThat(page.locator("tbody time").count()).as("each file").isEqualTo(2);
      student.picture("asks-on-the-page");
      student.page().setViewportSize(360, 740);
      student.picture("asks-on-the-page-360");
      student.page().setViewportSize(1280, 800);
      assertThat(course.open(student, activity).locator("tbody tr").count())
          .as("nothing was handed in")
          .isZero();

      page = course.open(student, activity);
      page.locator("a[href*='/hand-in']").click();
      page.locator("#asks").waitFor();
      Classroom.button(page, "Hand in what is saved").click();
      page.locator("#commit").waitFor();
      assertThat(page.locator("tbody").textContent()).contains("notes.txt");

      jupyter = Classroom.start(course.open(student, activity));
      Classroom.ready(jupyter);
      Classroom.save(jupyter);
      page = course.open(student, activity);
      page.locator("form[action*='/hand-in'] button").first().click();
      page.locator("#commit").waitFor();
    }
  }

  private static void git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
