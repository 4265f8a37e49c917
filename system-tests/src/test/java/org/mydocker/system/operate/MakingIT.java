package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.GitHost;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** What a teacher can decide about an assignment, and the ways by which its files come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@InTurn
@ResourceLock("the Git host")
class MakingIT {

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
  private static final String SECRET = "only-for-the-teacher-4711";

  private final Site site = Quiet.site();
  private final Platform north = Quiet.north();
  private final Rows rows = new Rows(site);
  private final GitHost host = GitHost.shared();

  private Visitor teacher;
  private Visitor student;
  private Visitor mate;
  private String environment;

  @TempDir Path laptop;

  @BeforeAll
  void launch() {
    teacher = Visitor.launched(north, Quiet.TEACHER);
    student = Visitor.launched(north, Quiet.STUDENT);
    mate = Visitor.launched(north, Quiet.OTHER_STUDENT);
    environment =
        rows.one("select id from broker.environment where built_in is not null")
            .orElseThrow()
            .toString();
  }

  @AfterEach
  void everybodyIsLetInAgain() {
    host.asksFor("");
  }

  private static String inDays(int days) {
    return TYPED.format(LocalDateTime.now(ZoneOffset.UTC).plusDays(days));
  }

  private static Map<String, String> form(String title, String... more) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("title", title);
    form.put("points", "10");
    form.put("grace", "0");
    form.put("zone", "UTC");
    form.put("material", "archive");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return form;
  }

  private String made(Map<String, String> form) {
    return path(teacher.upload("assignments/new", form, "archive", "exercise.py"));
  }

  private String path(Answer made) {
    return teacher.next(made).replaceFirst("[?].*", "").replaceFirst("/versions$", "");
  }

  @Test
  @Tag("ACT-01")
  void everythingThatTheFormAsksIsThereAfterwardsAndCanBeChanged() {
    Map<String, String> form =
        form(
            "All of it",
            "instructions",
            "Solve **all** of it.",
            "environment",
            environment,
            "opens",
            inDays(-9),
            "due",
            inDays(5),
            "cut_off",
            inDays(7),
            "late_percent",
            "10",
            "group",
            "yes",
            "required",
            "exercise.py\nreport.pdf",
            "ignored",
            "*.log\n",
            "file_mb",
            "1",
            "total_mb",
            "2",
            "held",
            "yes");
    String path = made(form);
    Answer edit = teacher.get(path + "/edit");
    for (String field :
        List.of(
            "title", "points", "opens", "due", "cut_off", "late_percent", "file_mb", "total_mb")) {
      assertThat(value(edit, field)).as(field).isEqualTo(form.get(field));
    }
    assertThat(edit.body())
        .contains("Solve **all** of it.", "exercise.py\nreport.pdf", "*.log")
        .containsPattern("value=\"" + environment + "\"[^>]* selected")
        .containsPattern("name=\"group\" value=\"yes\"[^>]* checked")
        .containsPattern("name=\"held\" value=\"yes\"[^>]* checked");
    assertThat(student.get(path).body())
        .contains("Solve <strong>all</strong> of it.", "10 % of the points", "Group work", "/open");

    Map<String, String> changed = new LinkedHashMap<>(form);
    changed.put("title", "Less of it");
    changed.put("late_percent", "0");
    changed.remove("group");
    changed.put("file_mb", "");
    teacher.next(teacher.post(path + "/edit", changed));
    assertThat(value(teacher.get(path + "/edit"), "file_mb")).isEmpty();
    assertThat(student.get(path).body())
        .contains("Less of it")
        .doesNotContain("% of the points", "Group work");
  }

  private static String value(Answer page, String field) {
    Matcher input = Pattern.compile("<input[^>]*name=\"" + field + "\"[^>]*>").matcher(page.body());
    assertThat(input.find()).as(field).isTrue();
    Matcher value = Pattern.compile(" value=\"([^\"]*)\"").matcher(input.group());
    return value.find() ? value.group(1) : "";
  }

  @Test
  @Tag("ACT-01")
  void aWrongFieldIsNamedAndNothingIsMade() {
    long before = rows.count("assignment.assignment");
    Answer answer =
        teacher.upload(
            "assignments/new",
            form("Wrong", "late_percent", "101", "file_mb", "0", "total_mb", "x"),
            "archive",
            "exercise.py");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("#f-late_percent", "#f-file_mb", "#f-total_mb");
    assertThat(rows.count("assignment.assignment")).isEqualTo(before);
  }

  @Test
  @Tag("ACT-01")
  void theFileRulesHoldForWhatIsHandedIn() throws Exception {
    String path =
        made(
            form(
                "Rules",
                "required",
                "report.pdf",
                "ignored",
                "*.log",
                "file_mb",
                "1",
                "total_mb",
                "2"));
    byte[] large = noise((1 << 20) + 1);
    byte[] fits = noise(900_000);
    Answer one = handIn(path, Map.of("large.bin", large));
    assertThat(one.status() + " " + one.code()).isEqualTo("409 assignment.file-too-large");
    assertThat(one.body()).contains("large.bin", "1 MB");
    Answer all = handIn(path, Map.of("a.bin", fits, "b.bin", fits, "c.bin", fits));
    assertThat(all.status() + " " + all.code()).isEqualTo("409 assignment.files-too-large");
    String receipt =
        student.next(
            handIn(path, Map.of("a.bin", fits, "debug.log", new byte[] {1}, "x.py", fits)));
    assertThat(receipt).endsWith("/handed-in/1");
    assertThat(student.get(receipt).body())
        .contains("report.pdf", "a.bin", "x.py")
        .doesNotContain("debug.log");

    Path work = clone(student, path);
    Files.write(work.resolve("large.bin"), large);
    commit(work);
    assertThat(git(work, 1, "push", "-q", "origin", "HEAD"))
        .contains("large.bin is larger than the 1 MB of this assignment");
    git(work, 0, "rm", "-q", "large.bin");
    git(work, 0, "commit", "-q", "--amend", "-m", "Without", "--allow-empty");
    git(work, 0, "push", "-q", "origin", "HEAD");
    assertThat(student.get(path).body()).contains("/handed-in/2");
  }

  /** Bytes that no archive makes much smaller. */
  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(4711).nextBytes(bytes);
    return bytes;
  }

  private Answer handIn(String path, Map<String, byte[]> files) {
    return handIn(student, path, files);
  }

  private Answer handIn(Visitor who, String path, Map<String, byte[]> files) {
    return who.upload(
        path + "/hand-in/archive", Map.of(), "archive", "work.zip", Visitor.zip(files));
  }

  @Test
  @Tag("ACT-01")
  void theLatePolicyTakesItsPartForEachDay() {
    String path = made(form("Late", "due", inDays(-1), "late_percent", "15"));
    student.next(handIn(path, Map.of("x.py", new byte[] {1})));
    String work = path + "/submissions/" + student.person();
    teacher.next(teacher.post(work, Map.of("points", "8", "comment", "Good.")));
    assertThat(teacher.get(work).body()).contains("Counts 5.6 because of lateness");
    assertThat(value(teacher.get(work), "points")).as("what was given stays").isEqualTo("8");
    assertThat(student.get(path).body())
        .containsPattern("id=\"points\">5\\.6<")
        .contains("8 before lateness");
    teacher.next(teacher.post(path + "/edit", form("Late", "due", inDays(-1))));
    assertThat(student.get(path).body()).containsPattern("id=\"points\">8<");
  }

  @Test
  @Tag("ACT-01")
  void oneOfAGroupHandsInForAllOfItAndItsGradeIsEverybodys() {
    String path = made(form("Together", "group", "yes"));
    String alone = made(form("Alone"));
    String group = group("Group of two " + UUID.randomUUID(), student, mate);
    student.next(handIn(path, Map.of("x.py", new byte[] {1})));
    student.next(handIn(alone, Map.of("x.py", new byte[] {1})));
    assertThat(mate.get(path).body()).contains("Group of two", "handed in by your group");

    String ofTheMate = path + "/submissions/" + mate.person();
    assertThat(teacher.get(ofTheMate).body()).contains("Work of a group", "x.py");
    teacher.next(teacher.post(ofTheMate, Map.of("points", "9", "comment", "Well shared.")));
    for (Visitor one : List.of(student, mate)) {
      assertThat(one.get(path).body()).containsPattern("id=\"points\">9<").contains("Well shared.");
    }
    mate.next(handIn(mate, path, Map.of("y.py", new byte[] {2})));
    for (Visitor one : List.of(student, mate)) {
      assertThat(teacher.get(path + "/submissions/" + one.person()).body())
          .contains("y.py", "counts for the group")
          .contains(student.person() + "/1.zip", mate.person() + "/1.zip");
    }
    assertThat(teacher.get(path + "/submissions/" + student.person() + "/1.zip").status())
        .isEqualTo(200);
    teacher.next(
        teacher.post(
            alone + "/submissions/" + student.person(), Map.of("points", "3", "comment", "")));
    assertThat(mate.get(alone).body()).as("individual work").doesNotContain("id=\"points\"");
    teacher.next(teacher.post(group + "/remove", Map.of()));
    assertThat(mate.get(path).body()).contains("You are in no group yet");
  }

  /** Makes a group on its page; the path of its form. */
  private String group(String name, Visitor... members) {
    teacher.next(teacher.post("course/groups", Map.of("name", name)));
    assertThat(teacher.get("course/groups").body()).contains(name);
    Object id =
        rows.one("select id from assignment.course_group where name = ?", name).orElseThrow();
    StringBuilder fields = new StringBuilder("name=" + HttpBrowser.encoded(name));
    for (Visitor member : members) {
      fields.append("&member=").append(member.person());
    }
    teacher.next(teacher.post("course/groups/" + id, fields.toString()));
    return "course/groups/" + id;
  }

  @Test
  @Tag("ACT-01")
  void theFilesComeInArchivesOfAllFiveKinds() throws Exception {
    Files.writeString(laptop.resolve("exercise.py"), "print(1)\n");
    Files.writeString(laptop.resolve("data.csv"), "a;b\n");
    List<List<String>> kinds =
        List.of(
            List.of("a.zip", "zip", "-q", "a.zip"),
            List.of("a.tar", "tar", "-cf", "a.tar"),
            List.of("a.tar.gz", "tar", "-czf", "a.tar.gz"),
            List.of("a.tar.bz2", "tar", "-cjf", "a.tar.bz2"),
            List.of("a.tar.xz", "tar", "-cJf", "a.tar.xz"));
    for (List<String> kind : kinds) {
      List<String> command = new ArrayList<>(kind.subList(1, kind.size()));
      command.addAll(List.of("exercise.py", "data.csv"));
      run(laptop, 0, command);
      byte[] archive = Files.readAllBytes(laptop.resolve(kind.get(0)));
      String path =
          path(
              teacher.upload(
                  "assignments/new", form("From " + kind.get(0)), "archive", kind.get(0), archive));
      assertThat(handedOut(path))
          .as(kind.get(0))
          .containsOnlyKeys("exercise.py", "data.csv")
          .containsEntry("exercise.py", "print(1)\n");
    }
  }

  @Test
  @Tag("ACT-01")
  void theFilesComeFromAGitUrlItsBranchOrItsTagAndWithAToken() {
    host.commit(Map.of("exercise.py", "first\n"));
    host.tag("v1");
    host.commit(Map.of("exercise.py", "second\n"));
    host.asksFor(SECRET);
    assertThat(handedOut(fromGit("tag", "v1", SECRET))).containsEntry("exercise.py", "first\n");
    assertThat(handedOut(fromGit("branch", "main", SECRET)))
        .containsEntry("exercise.py", "second\n");
    Answer without = sendGit("no token", host.url().toString(), "main", "");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.body()).contains("asks for a token");
    host.asksFor("");
    assertThat(handedOut(fromGit("public", "", ""))).containsEntry("exercise.py", "second\n");
  }

  private String fromGit(String title, String reference, String token) {
    return path(sendGit(title, host.url().toString(), reference, token));
  }

  private Answer sendGit(String title, String url, String reference, String token) {
    return teacher.upload(
        "assignments/new",
        form(title, "material", "git", "git_url", url, "git_ref", reference, "git_token", token),
        "unused",
        "exercise.py");
  }

  /**
   * The half of ACT-21 that is about material, seen from outside; how the address is checked and
   * pinned, and each limit, is shown by the tests of the wall. Builds from a Git URL are another
   * matter.
   */
  @Test
  void aGitUrlIsFetchedByHttpsAloneAndItsTokenIsKeptNowhere() throws IOException {
    host.commit(Map.of("exercise.py", "first\n"));
    host.asksFor(SECRET);
    fromGit("With a token", "main", SECRET);
    String own = host.url().toString();
    for (String url :
        List.of(
            "file:///etc/passwd",
            "/etc/passwd",
            "ssh://git@127.0.0.1/course.git",
            "git@127.0.0.1:course.git",
            "git://127.0.0.1/course.git",
            "ext::sh -c id",
            "http://10.0.0.1/course.git",
            own.replace("https://", "https://x:" + SECRET + "@"))) {
      Answer answer = sendGit("Other than https", url, "main", SECRET);
      assertThat(answer.status()).as(url).isEqualTo(400);
      assertThat(answer.body()).as(url).contains("#f-git_url");
    }
    for (String url :
        List.of(
            "https://10.0.0.1/course.git",
            "https://169.254.169.254/course.git",
            "https://2130706434/course.git")) {
      Answer answer = sendGit("A private address", url, "main", SECRET);
      assertThat(answer.status()).as(url).isEqualTo(400);
      assertThat(answer.body())
          .as(url)
          .containsAnyOf("may not be called from here", "not an https address");
    }
    Answer away = sendGit("Led away", host.url("/away").toString(), "main", SECRET);
    assertThat(away.body()).contains("sends us to another host");

    assertThat(site.log()).doesNotContain(SECRET);
    for (String table :
        List.of("assignment.handout_version", "assignment.assignment", "site.audit_entry")) {
      assertThat(rows.all("select cast(t as text) from " + table + " t").toString())
          .as(table)
          .doesNotContain(SECRET);
    }
    assertThat(rows.all("select origin from assignment.handout_version").toString())
        .contains(host.url().toString());
    assertThat(onDisk()).noneMatch(text -> text.contains(SECRET));
  }

  /** Every small file of the data directory, as text. */
  private List<String> onDisk() throws IOException {
    List<String> texts = new ArrayList<>();
    try (var files = Files.walk(site.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) < 1 << 20) {
          texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return texts;
  }

  @Test
  @Tag("ACT-01")
  void theFilesComeByAPushToTheHostedRepository() throws Exception {
    Answer made =
        teacher.upload("assignments/new", form("Pushed", "material", "push"), "unused", "x");
    assertThat(teacher.next(made)).endsWith("/versions");
    String path = path(made);
    assertThat(teacher.get(path + "/versions").body()).doesNotContainPattern("<td>1</td>");

    Path mine = Files.createDirectory(laptop.resolve("mine"));
    git(mine, 0, "init", "-q", "-b", "trunk");
    Files.writeString(mine.resolve("exercise.py"), "one\n");
    commit(mine);
    String address = address(teacher, path + "/versions", "git push ");
    git(mine, 0, "push", "-q", address, "HEAD:main");
    assertThat(handedOut(path)).containsEntry("exercise.py", "one\n");

    Files.writeString(mine.resolve("solution.py"), "### BEGIN SOLUTION\nx\n### END SOLUTION\n");
    commit(mine);
    assertThat(git(mine, 1, "push", "-q", address, "HEAD:main"))
        .contains("look at these first: solution.py");
    git(mine, 0, "rm", "-q", "solution.py");
    Files.writeString(mine.resolve("exercise.py"), "two\n");
    commit(mine);
    git(mine, 0, "checkout", "-q", "--orphan", "fresh");
    git(mine, 0, "commit", "-q", "-m", "Another history");
    git(mine, 0, "push", "-q", "--force", address, "HEAD:main");
    String versions = teacher.get(path + "/versions").body();
    assertThat(versions).containsPattern("<td>2</td>").doesNotContainPattern("<td>3</td>");
    assertThat(versions).contains("git push ");

    onlyTeachersPushMaterial(path, mine, address);
  }

  private void onlyTeachersPushMaterial(String path, Path mine, String address) throws Exception {
    Files.writeString(mine.resolve("exercise.py"), "three\n");
    commit(mine);
    String students = address(student, path, "git clone ");
    String token = students.replaceFirst(".*://[a-z]+:([^@]+)@.*", "$1");
    git(mine, 128, "push", "-q", address.replaceFirst(":[^:@/]+@", ":" + token + "@"), "HEAD:main");
    git(mine, 128, "push", "-q", address.replace("-material.git", ".git"), "HEAD:main");
    assertThat(student.post(path + "/versions/token", Map.of()).status()).isEqualTo(403);
    teacher.next(teacher.post(path + "/versions/token/revoke", Map.of()));
    git(mine, 128, "push", "-q", address, "HEAD:main");
    assertThat(teacher.get(path + "/versions").body()).doesNotContainPattern("<td>3</td>");
  }

  @Test
  @Tag("ACT-01")
  void anEarlierAssignmentIsCopiedWithItsFilesByWhoMayChangeIt() {
    String path =
        made(
            form(
                "Last year",
                "instructions",
                "As *ever*.",
                "due",
                inDays(-300),
                "late_percent",
                "5",
                "required",
                "exercise.py"));
    String id = path.replaceFirst(".*/", "");
    Visitor there =
        Visitor.launched(
            site,
            north
                .launch(new HttpBrowser(), Quiet.TEACHER)
                .lti("context", Map.of("id", "this-year", "title", "This year")));
    Answer form = there.get("assignments/new?copy=" + id);
    assertThat(form.status()).isEqualTo(200);
    assertThat(value(form, "title")).isEqualTo("Last year");
    assertThat(value(form, "late_percent")).isEqualTo("5");
    assertThat(value(form, "due")).as("its dates are over").isEmpty();
    assertThat(form.body())
        .contains("As *ever*.")
        .containsPattern("value=\"" + id + "\"[^>]* selected");

    Answer made =
        there.upload(
            "assignments/new", form("This year", "material", "copy", "copy", id), "unused", "x");
    String copy = there.next(made).replaceFirst("[?].*", "");
    assertThat(there.get(copy + "/versions").body()).contains("Last year");
    assertThat(unzipped(there, copy + "/work.zip")).containsEntry("exercise.py", "of exercise.py");

    Visitor stranger = Visitor.launched(Platform.register(site, "north"), "3");
    assertThat(stranger.get("assignments/new?copy=" + id).status()).isEqualTo(404);
    assertThat(stranger.get("assignments/new").body()).doesNotContain("Last year");
    Answer refused =
        stranger.upload(
            "assignments/new", form("Stolen", "material", "copy", "copy", id), "unused", "x");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("#f-copy");
    assertThat(student.get("assignments/new?copy=" + id).status()).isEqualTo(403);
  }

  /** What a student gets. */
  private Map<String, String> handedOut(String path) {
    return unzipped(student, path + "/work.zip");
  }

  private static Map<String, String> unzipped(Visitor visitor, String path) {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(
                visitor.browser().stream(visitor.address(path)).readAllBytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(
            entry.getName().replaceFirst("^[^/]*/", ""),
            new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Path clone(Visitor visitor, String path) throws Exception {
    git(laptop, 0, "clone", "-q", address(visitor, path, "git clone "), "clone");
    return laptop.resolve("clone");
  }

  /** The address that a page shows after that command, with a fresh token in it. */
  private static String address(Visitor visitor, String path, String command) {
    String page = visitor.post(path + "/token", Map.of()).body();
    Matcher token = Pattern.compile("id=\"git-token\">([^<]+)<").matcher(page);
    Matcher address = Pattern.compile(command + "(\\S+)").matcher(page);
    assertThat(token.find() && address.find()).as(page).isTrue();
    return URI.create(address.group(1)).toString().replaceFirst("@", ":" + token.group(1) + "@");
  }

  private static void commit(Path work) throws Exception {
    git(work, 0, "add", "-A");
    git(work, 0, "commit", "-q", "-m", "Changed");
  }

  private static String git(Path folder, int status, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Example", "-c", "user.email=somebody@example.org"));
    command.addAll(List.of(arguments));
    return run(folder, status, command);
  }

  private static String run(Path folder, int status, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", command, output).isEqualTo(status);
    return output;
  }
}
