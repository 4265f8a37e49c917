package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.FrameLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.mydocker.system.site.Ports;
import org.mydocker.system.site.Site;

/**
 * A student works while an operator brings the product down and up again, takes a backup, brings
 * everything down, loses the machine and restores: one installation, typed as an operator does, in
 * this order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1) // it takes long
class LeavingIT {

  private static final Pattern INSTALLATION =
      Pattern.compile("sessions of installation ([0-9a-f-]{36})");

  private static int port;
  private static Path place;
  private static Path data;
  private static Path restored;
  private static Path backup;
  private static String installation;
  private static Classroom course;
  private static String activity;
  private static String assignment;
  private static Somebody student;

  /** The commits of the receipts that came before the backup began. */
  private static final List<String> RECEIPTS = new ArrayList<>();

  @BeforeAll
  static void aStudentWorks() throws IOException {
    port = Ports.forUp();
    student = null;
    RECEIPTS.clear();
    place =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "sites")).toAbsolutePath(), "leaving");
    data = place.resolve("data");
    restored = place.resolve("restored");
    backup = place.resolve("backup");
    up(data);
    Matcher said = INSTALLATION.matcher(Site.begun(data, port).log());
    assertThat(said.find()).isTrue();
    installation = said.group(1);
    course = Classroom.of(Site.begun(data, port), "north");
    activity =
        course.assignment("Leaving", Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)")));
    work();
    Matcher link =
        Pattern.compile("/assignments/([0-9a-f-]{36})")
            .matcher(Inside.of(student.page()).frame().content());
    assertThat(link.find()).isTrue();
    assignment = link.group(1);
  }

  @AfterAll
  static void nothingStays() {
    if (student != null) {
      student.close();
    }
    new Command(data).run("down", "--all");
    new Command(restored).run("down", "--all");
    if (installation != null) {
      Containers.removeAll(installation);
    }
  }

  private static Command.Said up(Path where) {
    Command.Said up =
        new Command(where).run("up", "--yes", "--detach", "--port", String.valueOf(port));
    assertThat(up.code()).as(up.toString()).isZero();
    return up;
  }

  /** Opens the activity and its notebook, with a fresh browser: the LMS was restarted, too. */
  private static FrameLocator work() {
    if (student != null) {
      student.close();
    }
    student = course.become(Classroom.STUDENT);
    FrameLocator jupyter = Classroom.start(course.open(student, activity));
    assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
    return jupyter;
  }

  private static String container() {
    return Containers.of(Classroom.session(student.page()));
  }

  /** A command of the student's own in a terminal of the environment. */
  private static String inside(String script) {
    return Containers.docker("exec", container(), "sh", "-c", script);
  }

  private static String handIn() {
    Inside.Answer receipt =
        Inside.of(student.page()).post("assignments/" + assignment + "/hand-in");
    assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(receipt.text()).get("commit").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Order(1)
  @Tag("CLI-02")
  void downLeavesTheEngineAndWhatRunsAsTheyAre() {
    String running = container();
    inside("nohup sleep 987654 >/dev/null 2>&1 & echo begun > /home/user/notes.txt");
    Command.Said down = new Command(data).run("down");
    assertThat(down.code()).as(down.toString()).isZero();
    assertThat(new Command(data).run("status").code()).isEqualTo(1);
    assertThat(Containers.docker("version")).contains("Server");
    assertThat(Containers.inspect(running, "{{.State.Running}}")).isEqualTo("true");
    assertThat(Containers.docker("top", running)).contains("sleep 987654");
    up(data);
    work();
    assertThat(container()).isEqualTo(running);
    assertThat(inside("ps -ef")).contains("sleep 987654");
  }

  @Test
  @Order(2)
  @Tag("BAK-01")
  void aBackupIsTakenWhilePeopleWork() throws Exception {
    String folder = Classroom.folder(student.page());
    for (int number = 1; number <= 3; number++) {
      Classroom.write(student.page(), folder + "/answer.txt", "answer " + number);
      RECEIPTS.add(handIn());
    }
    inside(
        "cd /home/user && echo mine > private.txt && ln -s private.txt link && mkdir -p empty bin"
            + " && printf '#!/bin/sh\necho it runs\n' > bin/tool && chmod 750 bin/tool"
            + " && head -c 20000000 /dev/urandom > large && sha256sum large > large.sum");
    CompletableFuture<Command.Said> taking =
        CompletableFuture.supplyAsync(
            () -> new Command(data).run("backup", backup.toString(), "--homes"));
    int during = 0;
    do {
      Classroom.write(student.page(), folder + "/answer.txt", "during " + during++);
      handIn();
    } while (!taking.isDone());
    Command.Said taken = taking.get(1, TimeUnit.MINUTES);
    assertThat(taken.code()).as(taken.toString()).isZero();
    assertThat(taken.words()).contains("homes: 1;").doesNotContain("Homes are not in it");
    inside("echo too-late > /home/user/after.txt");

    List<Path> order =
        Stream.of("database.dump", "repositories.tar", "homes", "manifest.properties")
            .map(backup::resolve)
            .toList();
    try (Stream<Path> homes = Files.list(backup.resolve("homes"))) {
      assertThat(homes).singleElement().satisfies(home -> later(home, order.get(1)));
    }
    later(order.get(1), order.get(0));
    later(order.get(3), order.get(1));
  }

  private static void later(Path one, Path other) {
    try {
      assertThat(Files.getLastModifiedTime(one))
          .isGreaterThanOrEqualTo(Files.getLastModifiedTime(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Order(3)
  @Tag("CLI-02")
  void downAllNamesTakesTheWorkInAndStopsAll() throws Exception {
    if (!Files.exists(backup)) { // this alone is run again
      downLeavesTheEngineAndWhatRunsAsTheyAre();
      aBackupIsTakenWhilePeopleWork();
    }
    String folder = Classroom.folder(student.page());
    Classroom.write(student.page(), folder + "/not-handed-in.txt", "hours of work");
    Command.Said down = new Command(data).run("down", "--all");
    assertThat(down.code()).as(down.toString()).isZero();
    List<String> said = down.words().lines().toList();
    assertThat(said.get(0))
        .contains("This stops: Notebook (1)", "the application", "the LMS to try");
    assertThat(said).contains("Took the work of 1 into its repository.", "Stopped.");
    assertThat(
            Containers.docker(
                "ps", "-aq", "--filter", "label=org.mydocker.installation=" + installation))
        .isBlank();
    assertThat(Containers.docker("network", "ls", "-q", "--filter", label())).isBlank();
    assertThat(inRepository("not-handed-in.txt")).isEqualTo("hours of work");
    assertThat(submissions()).as("nothing was handed in by that").doesNotContain("not-handed-in");
    assertThat(new Command(data).run("status").words()).doesNotContain("runs (process");
    assertThat(Containers.docker("version")).as("the engine is not ours").contains("Server");
    assertThat(Containers.docker("volume", "ls", "-q", "--filter", label())).isNotBlank();
  }

  @Test
  @Order(4)
  @Tag("BAK-01")
  void theRestoreHasAllThatWasAcknowledgedBeforeTheBackupBegan() throws Exception {
    if (!Files.exists(backup)) { // this alone is run again
      downAllNamesTakesTheWorkInAndStopsAll();
    }
    Containers.removeAll(installation);
    assertThat(Containers.docker("volume", "ls", "-q", "--filter", label())).isBlank();
    Command.Said back = new Command(restored).run("restore", backup.toString());
    assertThat(back.code()).as(back.toString()).isZero();
    Files.copy(data.resolve("emulator.json"), restored.resolve("emulator.json")); // the LMS's own
    up(restored);
    work();
    Inside visit = Inside.of(student.page());
    for (int number = 1; number <= RECEIPTS.size(); number++) {
      Inside.Answer page = visit.get("assignments/" + assignment + "/handed-in/" + number);
      assertThat(page.text()).contains(RECEIPTS.get(number - 1));
    }
    assertThat(
            inside(
                "cd /home/user && readlink link && cat link && bin/tool && sha256sum -c large.sum"))
        .contains("private.txt", "mine", "it runs", "large: OK");
    assertThat(inside("stat -c '%a %u' /home/user/bin/tool").strip()).isEqualTo("750 1000");
    assertThat(inside("ls -a /home/user"))
        .contains("empty", "notes.txt")
        .doesNotContain("after.txt");
    try (Stream<Path> waiting = Files.list(restored.resolve("homes"))) {
      assertThat(waiting).as("none waits any more").isEmpty();
    }
    Classroom.write(student.page(), Classroom.folder(student.page()) + "/answer.txt", "goes on");
    assertThat(RECEIPTS).doesNotContain(handIn());
  }

  private static String label() {
    return "label=org.mydocker.installation=" + installation;
  }

  /** What the student's branch has in that file, by a Git that knows nothing of us. */
  private static String inRepository(String file) throws Exception {
    return git("show", "main:" + file);
  }

  private static String submissions() throws Exception {
    StringBuilder names = new StringBuilder();
    for (String ref :
        git("for-each-ref", "--format=%(refname)", "refs/submissions").lines().toList()) {
      names.append(git("ls-tree", "-r", "--name-only", ref));
    }
    return names.toString();
  }

  private static String git(String... arguments) throws Exception {
    Path repository;
    try (Stream<Path> all = Files.walk(data.resolve("assignments"), 4)) {
      repository =
          all.filter(path -> path.getParent().endsWith("students")).findFirst().orElseThrow();
    }
    List<String> command = new ArrayList<>(List.of("git", "--git-dir", repository.toString()));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
    return said;
  }
}
