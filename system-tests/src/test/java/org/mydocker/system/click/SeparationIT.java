package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;

/**
 * What belongs to one student is closed to every other: to a student of the same course, and to the
 * one of another tenant whose ids are all the same. Each refusal stands beside the owner's own
 * success, so that it is the right that makes the difference.
 */
@AtSchool
class SeparationIT {

  private static final String SECRET = "nobody-else-reads-4711";
  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)"));

  private static Site site;
  private static final Map<Somebody, String> ASSIGNMENTS = new HashMap<>();
  private static Classroom course;
  private static String activity;
  private static Somebody first;
  private static Somebody second;
  private static Somebody elsewhere;
  private static String handedIn;

  @BeforeAll
  static void threeStudentsWork() {
    site = Classroom.school();
    course = Classroom.of(site, "north");
    activity = course.assignment("Keeping apart", MATERIAL);
    first = course.become(Classroom.STUDENT);
    begin(course, first, activity);
    Classroom.write(first.page(), Classroom.folder(first.page()) + "/secret.txt", SECRET);
    handedIn = handIn(first);
    second = course.become(Classroom.OTHER_STUDENT);
    begin(course, second, activity);
    Classroom south = Classroom.of(site, "south");
    elsewhere = south.become(Classroom.STUDENT);
    begin(south, elsewhere, south.assignment("Keeping apart", MATERIAL));
  }

  @AfterAll
  static void theyLeave() {
    Stream.of(first, second, elsewhere).filter(one -> one != null).forEach(Somebody::close);
  }

  private static void begin(Classroom classroom, Somebody student, String activity) {
    FrameLocator jupyter = Classroom.start(classroom.open(student, activity));
    assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
  }

  /** Hands in what is there; the commit that the receipt names. */
  private static String handIn(Somebody student) {
    Inside inside = Inside.of(student.page());
    Inside.Answer receipt = inside.post("assignments/" + assignment(student) + "/hand-in");
    assertThat(receipt.status()).isEqualTo(200);
    return json(receipt.text(), "commit");
  }

  @Test
  @Tag("CLICK-08")
  @Tag("SES-13")
  @Tag("L-02")
  @Tag("ROL-13")
  @Tag("GATE-03")
  void theSessionsOriginOpensToItsOwnersPassAlone() {
    String session = origin(first);
    String own = pass(first, session);
    String others = pass(second, origin(second));
    String foreign = pass(elsewhere, origin(elsewhere));
    assertThat(read(session, "/api/status", "Cookie: " + own).status()).isEqualTo(200);
    for (String wrong :
        List.of(
            "Cookie: x=y",
            "Cookie: " + others,
            "Cookie: " + foreign,
            "Cookie: " + own + "x",
            "Cookie: " + own + "; " + others)) {
      Wire.Answer answer = read(session, "/api/status", wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(403);
      assertThat(answer.says("gateway.no-pass")).as(wrong).isTrue();
      assertThat(answer.says("connections")).as(wrong).isFalse();
    }
    assertThat(read("a".repeat(session.length()), "/", "Cookie: " + own).status()).isEqualTo(404);
  }

  @Test
  @Tag("CLICK-08")
  @Tag("SES-13")
  void aSocketOpensToTheOwnersPassAndPagesAlone() {
    String session = origin(first);
    String origin = "http://" + host(session);
    String channels = "/api/kernels/" + kernel(first.page()) + "/channels";
    String own = "Cookie: " + pass(first, session);
    String others = "Cookie: " + pass(second, origin(second));
    assertThat(socket(session, channels, own, "Origin: " + origin).status()).isEqualTo(101);
    assertThat(socket(session, channels, "Origin: " + origin).status()).isEqualTo(403);
    assertThat(socket(session, channels, others, "Origin: " + origin).status()).isEqualTo(403);
    Wire.Answer fromAnothersPage =
        socket(session, channels, own, "Origin: http://" + host(origin(second)));
    assertThat(fromAnothersPage.status()).isEqualTo(403);
    assertThat(fromAnothersPage.says("gateway.foreign-origin")).isTrue();
  }

  @Test
  @Tag("CLICK-08")
  @Tag("SAFE-11")
  void inAnothersBrowserTheSessionsAddressShowsWhy() {
    String session = origin(first);
    for (Somebody other : List.of(second, elsewhere)) {
      try (Page tab = other.tab()) {
        Response answer = tab.navigate("http://" + host(session) + "/tree");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(tab.textContent("body")).contains("gateway.no-pass").doesNotContain(SECRET);
      }
    }
  }

  @Test
  @Tag("CLICK-08")
  @Tag("L-02")
  @Tag("ROL-13")
  void noPageOfTheFirstOpensInAnothersVisit() {
    String session = "sessions/" + Classroom.session(first.page());
    String work = "assignments/" + assignment(first);
    Inside owner = Inside.of(first.page());
    for (String page : List.of(session, session + "/state", session + "/entrance")) {
      assertThat(owner.status(page)).as("the owner reads " + page).isEqualTo(200);
    }
    assertThat(owner.get(work + "/handed-in/1").text()).contains(handedIn);
    for (Somebody other : List.of(second, elsewhere)) {
      Inside inside = Inside.of(other.page());
      for (String page :
          List.of(
              session,
              session + "/start",
              session + "/state",
              session + "/logs",
              session + "/enter",
              session + "/entrance",
              session + "/progress",
              work + "/handed-in/1",
              work + "/handed-in/1/files.zip",
              work + "/handed-in/1/receipt.jws",
              work + "/submissions",
              work + "/submissions/all.zip")) {
        Inside.Answer answer = inside.get(page);
        assertThat(answer.status()).as(page).isIn(403, 404);
        assertThat(answer.text()).as(page).doesNotContain(handedIn, SECRET);
      }
      for (String act : List.of(session + "/stop", session + "/restart", session + "/keep")) {
        assertThat(inside.post(act).status()).as(act).isIn(403, 404);
      }
    }
    assertThat(owner.get(session + "/state").text()).contains("\"ready\"");
  }

  @Test
  @Tag("CLICK-08")
  void aVisitOpensInNoOtherBrowser() {
    Inside owner = Inside.of(first.page());
    String address = "/v/" + owner.visit() + "/" + owner.path();
    assertThat(owner.elsewhere(address).status()).isEqualTo(200);
    for (Somebody other : List.of(second, elsewhere)) {
      assertThat(Inside.of(other.page()).elsewhere(address).status()).isEqualTo(401);
    }
  }

  @Test
  @Tag("CLICK-08")
  @Tag("SAFE-09")
  @Tag("ROL-13")
  void aTokenOpensItsOwnersRepositoryAlone(@TempDir Path laptop) throws IOException {
    String repository = site.url("/git/" + assignment(first) + ".git").toString();
    String own = token(first);
    git(laptop, 0, "clone", "-q", credentials(repository, own), "mine");
    assertThat(laptop.resolve("mine/secret.txt")).hasContent(SECRET);
    git(laptop.resolve("mine"), 0, "fetch", "-q", "origin", handedIn);
    String others = token(second);
    git(laptop, 0, "clone", "-q", credentials(repository, others), "theirs");
    assertThat(laptop.resolve("theirs/exercise.ipynb")).exists();
    assertThat(laptop.resolve("theirs/secret.txt")).doesNotExist();
    git(laptop.resolve("theirs"), 128, "fetch", "-q", "origin", handedIn);
    git(laptop, 128, "clone", "-q", credentials(repository, token(elsewhere)), "foreign");
    git(laptop, 128, "clone", "-q", credentials(repository, "guessed"), "guessed");
    assertThat(site.log()).doesNotContain(own, others);
  }

  @Test
  @Tag("GATE-04")
  void noContainerPublishesAPortOnTheHost() {
    String ports =
        "{{json .HostConfig.PortBindings}} {{.HostConfig.PublishAllPorts}}"
            + "{{range $port, $at := .NetworkSettings.Ports}}{{range $at}} {{.HostPort}}{{end}}{{end}}";
    for (Somebody one : List.of(first, second, elsewhere)) {
      String container = Containers.of(Classroom.session(one.page()));
      assertThat(Containers.inspect(container, ports)).isIn("{} false", "null false");
    }
  }

  @Test
  @Tag("CLICK-08")
  @Tag("GATE-04")
  void insideAnotherContainerNothingOfTheFirstAndNothingOfTheServiceAnswers() {
    String theirs = probe(first).address() + ":8888";
    for (Somebody other : List.of(second, elsewhere)) {
      Probe inside = probe(other);
      String application = inside.host() + ":" + site.port();
      assertThat(inside.answering(List.of("127.0.0.1:8888", application)))
          .as("what answers before the firewall")
          .containsExactly("127.0.0.1:8888", application);
      try (Firewall firewall =
          Firewall.around(Containers.of(Classroom.session(other.page())), site.innerDoorPort())) {
        assertThat(firewall.bridges()).isNotEmpty();
        assertThat(inside.answering(closed(inside, theirs))).isEmpty();
        assertThat(inside.answering(List.of("127.0.0.1:8888"))).hasSize(1);
        String session = origin(other);
        assertThat(read(session, "/api/status", "Cookie: " + pass(other, session)).status())
            .as("the other direction")
            .isEqualTo(200);
        theInnerDoorAsksForTheSessionsToken(inside);
      }
    }
  }

  /** The first's container; the service, its gateway, its database, the engine, the host. */
  private static List<String> closed(Probe inside, String theirs) {
    List<String> closed = new ArrayList<>(List.of(theirs));
    for (String machine : inside.hosts()) {
      for (int port :
          List.of(site.port(), site.gatewayPort(), Database.postgresqlPort(), 2375, 2376, 22)) {
        closed.add(machine + ":" + port);
      }
    }
    return closed;
  }

  private static void theInnerDoorAsksForTheSessionsToken(Probe inside) {
    String repository = "/git/" + assignment(first) + ".git/info/refs?service=git-upload-pack";
    assertThat(inside.throughTheInnerDoor(repository, "")).isEqualTo("401 inner.no-token");
    assertThat(inside.throughTheInnerDoor(repository, "guessed"))
        .isEqualTo("401 inner.token-refused");
    assertThat(inside.throughTheInnerDoor(repository, probe(first).token()))
        .as("a token that was read in another session")
        .isEqualTo("401 inner.token-refused");
    assertThat(inside.throughTheInnerDoor("/v/", "own")).isEqualTo("404 inner.no-such-page");
    assertThat(inside.throughTheInnerDoor(repository, "own")).doesNotContain("inner.");
  }

  @Test
  @Tag("ACT-04")
  @Tag("CLICK-08")
  @Tag("HOME-01")
  @Tag("L-02")
  @Tag("ROL-13")
  void theFilesOfTheFirstAreInNoOtherHome() {
    String mount = "{{range .Mounts}}{{println .Type .Name .Destination}}{{end}}";
    List<String> homes =
        Stream.of(first, second, elsewhere)
            .map(one -> Containers.of(Classroom.session(one.page())))
            .map(container -> Containers.inspect(container, mount))
            .toList();
    assertThat(homes)
        .doesNotHaveDuplicates()
        .allSatisfy(
            home -> assertThat(home).matches("volume mydocker-home-[0-9a-f]{32,} /home/user"));
    assertThat(probe(first).files())
        .anyMatch(file -> file.endsWith("/secret.txt"))
        .noneMatch(file -> file.contains("/.git/"));
    for (Somebody other : List.of(second, elsewhere)) {
      assertThat(probe(other).files())
          .anyMatch(file -> file.endsWith("/exercise.ipynb"))
          .noneMatch(file -> file.endsWith("/secret.txt"))
          .noneMatch(file -> file.endsWith("/docker.sock"));
    }
  }

  @Test
  @Tag("CLICK-08")
  @Tag("DL-10")
  void aLaunchOfAnotherTenantThatNamesTheAssignmentIsRefused() throws Exception {
    Classroom south = Classroom.of(site, "south");
    String stolen = activityIn(south, assignment(first));
    try (Somebody student = south.become(Classroom.STUDENT)) {
      FrameLocator tool = south.open(student, stolen);
      assertThat(tool.locator("body").textContent())
          .contains("Code")
          .doesNotContain("Keeping apart", handedIn);
      student.picture("another-tenants-assignment");
    }
  }

  /** An activity with the very id of the first's, naming the first's assignment. */
  private static String activityIn(Classroom classroom, String assignment)
      throws IOException, InterruptedException {
    String body =
        new ObjectMapper()
            .writeValueAsString(
                Map.of(
                    "title",
                    "Somebody else's",
                    "custom",
                    Map.of("mydocker_target", "assignment", "mydocker_id", assignment)));
    String id;
    do {
      HttpResponse<String> made =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(classroom.platform("/control/activities"))
                      .timeout(Duration.ofSeconds(10))
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(made.statusCode()).isEqualTo(200);
      id = json(made.body(), "id");
    } while (Integer.parseInt(id) < Integer.parseInt(activity));
    return id;
  }

  private static Probe probe(Somebody student) {
    return Probe.in(Containers.of(Classroom.session(student.page())));
  }

  /** The name of the origin that the student's session has. */
  private static String origin(Somebody student) {
    return Inside.of(student.page()).origin();
  }

  private static String assignment(Somebody student) {
    return ASSIGNMENTS.computeIfAbsent(
        student,
        one -> {
          Matcher link =
              Pattern.compile("/assignments/([0-9a-f-]{36})")
                  .matcher(Inside.of(one.page()).frame().content());
          assertThat(link.find()).isTrue();
          return link.group(1);
        });
  }

  private static String token(Somebody student) {
    Inside.Answer page =
        Inside.of(student.page()).post("assignments/" + assignment(student) + "/token");
    Matcher token = Pattern.compile("id=\"git-token\">([^<]+)<").matcher(page.text());
    assertThat(token.find()).as(page.text()).isTrue();
    return token.group(1);
  }

  private static String credentials(String repository, String token) {
    return repository.replace("://", "://student:" + token + "@");
  }

  private static void git(Path folder, int status, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process git = builder.start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(git.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    assertThat(git.exitValue()).as(output).isEqualTo(status);
  }

  private static String pass(Somebody somebody, String session) {
    String name = "__Host-mydocker-session";
    return somebody.context().cookies().stream()
        .filter(cookie -> cookie.name.equals(name))
        .filter(cookie -> cookie.domain.equals(session + ".localhost"))
        .findFirst()
        .map(cookie -> name + "=" + cookie.value)
        .orElseThrow();
  }

  private static String kernel(Page page) {
    Frame jupyter =
        page.frames().stream()
            .filter(
                frame -> String.valueOf(URI.create(frame.url()).getHost()).endsWith(".localhost"))
            .findFirst()
            .orElseThrow();
    return (String)
        jupyter.evaluate("async () => (await (await fetch('/api/kernels')).json())[0].id");
  }

  private static Wire.Answer read(String session, String path, String... head) {
    return Wire.get(site.gatewayPort(), host(session), path, head);
  }

  private static Wire.Answer socket(String session, String path, String... head) {
    return Wire.upgrade(site.gatewayPort(), host(session), path, head);
  }

  private static String host(String session) {
    return session + ".localhost:" + site.gatewayPort();
  }

  private static String json(String text, String member) {
    try {
      return new ObjectMapper().readTree(text).get(member).asText();
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
