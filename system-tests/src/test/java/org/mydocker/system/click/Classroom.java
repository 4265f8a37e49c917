package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.GitHost;
import org.mydocker.system.site.LostRequests;
import org.mydocker.system.site.Site;

/**
 * The course of one tenant of the emulator, with myDocker registered in it: what people do there,
 * as clicks in their browsers. Two tenants have the same people and ids on purpose.
 */
public final class Classroom {

  static final String TEACHER = "3";
  public static final String STUDENT = "5";
  static final String OTHER_STUDENT = "6";
  static final String THIRD_STUDENT = "7";
  private static final String ADMINISTRATOR = "2";

  private static final Duration LOST = Duration.ofSeconds(10);
  private static final Pattern SHELL = Pattern.compile("/sessions/([0-9a-f-]{36})");

  private static final Map<String, Classroom> KNOWN = new ConcurrentHashMap<>();

  private static final Map<Thread, Site> SCHOOLS = new HashMap<>();

  private final Site site;
  private final String tenant;

  private Classroom(Site site, String tenant) {
    this.site = site;
    this.tenant = tenant;
  }

  /**
   * The installation that the clicks of a thread share, some of which end it: the attacks' one has
   * other registrations and limits.
   */
  static Site school() {
    Site school = known();
    if (school == null) {
      school = Site.start(Database.POSTGRESQL, GitHost.shared().settings());
      Runtime.getRuntime().addShutdownHook(new Thread(school::close));
      synchronized (SCHOOLS) {
        SCHOOLS.put(Thread.currentThread(), school);
      }
    }
    school.revive();
    return school;
  }

  /** This thread's, or that of a thread which is no more: tests are run again by new ones. */
  private static Site known() {
    synchronized (SCHOOLS) {
      Thread own = Thread.currentThread();
      if (!SCHOOLS.containsKey(own)) {
        SCHOOLS.keySet().stream()
            .filter(thread -> !thread.isAlive())
            .findFirst()
            .ifPresent(thread -> SCHOOLS.put(own, SCHOOLS.remove(thread)));
      }
      return SCHOOLS.get(own);
    }
  }

  /** The tenant's course, registered by the first that asks. */
  public static Classroom of(Site site, String tenant) {
    return KNOWN.computeIfAbsent(
        site.data() + tenant,
        key -> {
          Classroom classroom = new Classroom(site, tenant);
          classroom.register();
          return classroom;
        });
  }

  Site site() {
    return site;
  }

  public URI platform(String path) {
    return site.platformUrl("/" + tenant + path);
  }

  /**
   * Registers by an approved invitation, as the platform's administrator does; what that person
   * reads at the end.
   */
  private String register() {
    String invitation =
        site.command("invite", "{\"approve\": true}").get("registrationUrl").asText();
    try (Somebody administrator = become(ADMINISTRATOR)) {
      Page page = administrator.page();
      page.navigate(platform("/admin/tools").toString());
      page.getByTestId("registration-url").fill(invitation);
      page.getByTestId("register").click();
      // The last one: an attempt that broke off may have left another.
      Locator tool = page.locator("[data-testid=tools] > li").last();
      tool.locator("[data-testid^=tool-state-]").waitFor();
      tool.locator("[data-testid^=activate-]").click();
      tool.locator("[data-testid^=tool-state-][data-state=active]").waitFor();
      return page.locator("[data-testid=tools]").textContent();
    }
  }

  /** Somebody of the course with a fresh browser. */
  public Somebody become(String person) {
    return become(person, "en-GB");
  }

  Somebody become(String person, String locale) {
    return become(person, locale, "UTC");
  }

  Somebody become(String person, String locale, String zone) {
    Somebody somebody = new Somebody(Browser.shared().person(locale, zone));
    somebody.page().navigate(platform("/").toString());
    somebody.page().getByTestId("become-" + person).click();
    somebody.page().getByTestId("current-person").waitFor();
    return somebody;
  }

  /** An activity in the course page's iframe. */
  public FrameLocator open(Somebody somebody, String activity) {
    somebody.page().navigate(platform("/course").toString());
    somebody.page().getByTestId("open-iframe-" + activity).click();
    FrameLocator frame = tool(somebody);
    frame.locator("h1").first().waitFor();
    return frame;
  }

  /** The form of a new assignment, reached by deep linking, as a teacher does. */
  FrameLocator newAssignment(Somebody teacher) {
    teacher.page().navigate(platform("/course").toString());
    teacher.page().locator("[data-testid^=add-deep-linking-]").first().click();
    FrameLocator frame = tool(teacher);
    leave(frame.locator("a[href*='assignments/new']"));
    frame.locator("#f-title").waitFor();
    return frame;
  }

  /** Fills in what every assignment has: title, environment, points, a due date in a week. */
  static void describe(FrameLocator form, String title) {
    form.locator("#f-title").fill(title);
    form.locator("#f-instructions").fill("Solve **all** of it.");
    form.locator("#f-environment").selectOption(new SelectOption().setLabel("Notebook"));
    form.locator("#f-points").fill("20");
    form.locator("#f-due")
        .fill(
            LocalDateTime.now()
                .plusDays(7)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")));
  }

  /** Sends the form; the activity's id in the course, once the platform has added it. */
  String create(Somebody teacher, FrameLocator form) {
    form.locator("form[data-assignment-form] button[type=submit]").click();
    teacher.page().waitForURL("**/course?added=*");
    return teacher.page().url().replaceAll(".*added=([0-9]+).*", "$1");
  }

  /** An assignment from an uploaded zip of these files. */
  public String assignment(String title, Map<String, String> files) {
    try (Somebody teacher = become(TEACHER)) {
      FrameLocator form = newAssignment(teacher);
      describe(form, title);
      form.locator("input[name=material][value=archive]").check();
      form.locator("#f-archive")
          .setInputFiles(new FilePayload("material.zip", "application/zip", zip(files)));
      return create(teacher, form);
    }
  }

  private static FrameLocator tool(Somebody somebody) {
    return somebody.page().frameLocator("[data-testid=tool-frame]");
  }

  /** Presses "Open" on the assignment's page and waits for the interface; its frame. */
  public static FrameLocator start(FrameLocator tool) {
    press(tool);
    return running(tool);
  }

  /** The same for another interface than Jupyter's, of which nothing is known. */
  static FrameLocator startOther(FrameLocator tool) {
    press(tool);
    return shown(tool.locator("#interface")).contentFrame();
  }

  private static void press(FrameLocator tool) {
    leave(tool.locator("form[action*='/open'] button"));
  }

  /** Presses what leads elsewhere; once more if nothing came of it: a busy browser loses clicks. */
  private static void leave(Locator pressed) {
    pressed.click();
    try {
      pressed.waitFor(
          new Locator.WaitForOptions()
              .setState(WaitForSelectorState.HIDDEN)
              .setTimeout(LOST.toMillis()));
    } catch (TimeoutError lost) {
      System.err.println("pressed again: " + pressed);
      pressed.click();
    }
  }

  private static Locator shown(Locator frame) {
    Page page = frame.page();
    Instant end = Instant.now().plusSeconds(90);
    boolean lost = false;
    while (!frame.isVisible()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("no interface, but " + seen(page));
      }
      lost |= LostRequests.byAChangeOfTheNetwork(page.context());
      if (lost && openedAnew(page)) {
        lost = false;
      }
      page.waitForTimeout(200);
    }
    return frame;
  }

  /** What a browser lost may be the page that starts, or the script that follows the start. */
  private static boolean openedAnew(Page page) {
    for (Frame frame : page.frames()) {
      if (frame.url().startsWith("chrome-error:")) {
        page.reload();
        if (page.getByTestId("tool-frame").count() > 0) {
          press(page.frameLocator("[data-testid=tool-frame]"));
        }
        return true;
      }
      if (frame.url().matches(".*/sessions/[0-9a-f-]{36}/start.*")) {
        frame.evaluate("() => location.reload()");
        return true;
      }
    }
    return false;
  }

  private static String seen(Page page) {
    StringBuilder seen = new StringBuilder();
    for (Frame frame : page.frames()) {
      seen.append('\n').append(frame.url()).append('\n').append(frame.locator("body").innerText());
    }
    return seen.toString();
  }

  /** The interface's frame, once the shell page shows it and Jupyter's page is there. */
  static FrameLocator running(FrameLocator tool) {
    return running(tool.locator("#interface"));
  }

  /** The same in a tab of its own. */
  static FrameLocator running(Page tab) {
    return running(tab.locator("#interface"));
  }

  private static FrameLocator running(Locator frame) {
    shown(frame);
    Page page = frame.page();
    Locator header = frame.contentFrame().locator("#header");
    Instant end = Instant.now().plusSeconds(60);
    while (!header.isVisible()) {
      assertThat(Instant.now()).as("Jupyter's page stays grey").isBefore(end);
      if (LostRequests.byAChangeOfTheNetwork(page.context())) {
        frame.evaluate("frame => frame.src = frame.src");
      }
      page.waitForTimeout(200);
    }
    return frame.contentFrame();
  }

  /** The id of the session whose shell page a frame of the page shows. */
  static String session(Page page) {
    return page.frames().stream()
        .map(frame -> SHELL.matcher(frame.url()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Runs the notebook's first cell of code, as Jupyter's own button does; the text that it printed.
   */
  public static String runFirstCell(FrameLocator jupyter) {
    beginFirstCell(jupyter);
    Locator output = jupyter.locator(".code_cell .output_subarea").first();
    output.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    return output.textContent().strip();
  }

  /** The same without waiting for what it prints: the cell may end the whole interface. */
  static void beginFirstCell(FrameLocator jupyter) {
    ready(jupyter);
    jupyter.locator(".code_cell").first().click();
    jupyter.locator("#run_int button").first().click();
  }

  /** Waits until the kernel does: what is pressed before may be lost, saving included. */
  static void ready(FrameLocator jupyter) {
    jupyter
        .locator(".kernel_idle_icon, #kernel_indicator_icon.kernel_idle_icon")
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
  }

  /** Saves by Jupyter's own button and waits until it says so. */
  public static void save(FrameLocator jupyter) {
    jupyter.locator("#save-notbook button").click();
    jupyter.locator("#notification_notebook").getByText("Checkpoint created").waitFor();
  }

  /** The folder of the working copy: the first part of the path that Jupyter shows. */
  static String folder(Page page) {
    String path = URI.create(jupyter(page).url()).getPath();
    return path.replaceFirst("^/(notebooks|tree|edit)/", "").replaceFirst("/.*", "");
  }

  /**
   * Writes a text file as Jupyter's own editor does: by its contents API, with its {@code _xsrf}.
   */
  static void write(Page page, String path, String text) {
    Object status =
        jupyter(page)
            .evaluate(
                """
                async ([path, text]) => {
                  const xsrf = (document.cookie.match(/_xsrf=([^;]*)/) || [])[1];
                  const answer = await fetch('/api/contents/' + path.split('/').map(encodeURIComponent).join('/'), {
                    method: 'PUT', headers: {'Content-Type': 'application/json', 'X-XSRFToken': xsrf},
                    body: JSON.stringify({type: 'file', format: 'text', content: text})});
                  return answer.status;
                }
                """,
                List.of(path, text));
    if (!List.of(200, 201).contains(status)) {
      throw new AssertionError("Jupyter answered " + status + " to writing " + path);
    }
  }

  /** The text of a file, as Jupyter has it. */
  static String read(Page page, String path) {
    return (String)
        jupyter(page)
            .evaluate(
                """
                async (path) => (await (await fetch(
                  '/api/contents/' + path.split('/').map(encodeURIComponent).join('/') + '?type=file&format=text')).json()).content
                """,
                path);
  }

  private static Frame jupyter(Page page) {
    return page.frames().stream()
        .filter(frame -> String.valueOf(URI.create(frame.url()).getHost()).endsWith(".localhost"))
        .findFirst()
        .orElseThrow();
  }

  /** A teacher makes somebody a grader, or takes it back, on the page of the course's people. */
  void delegate(FrameLocator people, String name, boolean grader) {
    Locator row = people.locator("tbody tr", new FrameLocator.LocatorOptions().setHasText(name));
    row.waitFor();
    Locator button =
        row.locator("input[name=role][value=" + (grader ? "grader" : "student") + "] ~ button");
    if (button.count() > 0) { // else it is so already, by an attempt that broke off
      button.click();
      people.locator(".notice.good").waitFor();
    }
  }

  /** Breaks an endpoint of the platform (the emulator's control API). */
  void fault(String json) {
    control("POST", "/control/faults", json);
  }

  void clearFaults() {
    control("DELETE", "/control/faults", "");
  }

  /** What the platform's gradebook shows for a person in the column of an activity. */
  String grade(String activity, String person) {
    return cell("grade-" + person + "-", activity);
  }

  String comment(String activity, String person) {
    return cell("comment-" + person + "-", activity);
  }

  private String cell(String prefix, String activity) {
    String item = control("GET", "/control/activities", "");
    String column = columnOf(item, activity);
    try (Somebody teacher = become(TEACHER)) {
      teacher.page().navigate(platform("/gradebook").toString());
      return teacher.page().getByTestId(prefix + column).textContent();
    }
  }

  private static String columnOf(String activities, String activity) {
    try {
      for (JsonNode one : new ObjectMapper().readTree(activities)) {
        if (one.get("id").asText().equals(activity)) {
          return one.get("lineItems")
              .get(0)
              .get("id")
              .asText()
              .replaceAll(".*/([0-9]+)/lineitem.*", "$1");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no activity " + activity);
  }

  private String control(String method, String path, String body) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(platform(path))
                      .timeout(Duration.ofSeconds(10))
                      .header("Content-Type", "application/json")
                      .method(method, HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A notebook with these cells of code. */
  public static String notebook(String... cells) {
    StringBuilder text = new StringBuilder("{\n \"cells\": [");
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "\n" : ",\n")
          .append("  {\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"cell-")
          .append(i)
          .append("\", \"metadata\": {}, \"outputs\": [], \"source\": [\"")
          .append(cells[i].replace("\"", "\\\""))
          .append("\"]}");
    }
    return text.append(
            "\n"
                + " ],\n"
                + " \"metadata\": {\"kernelspec\": {\"display_name\": \"Python 3\", \"language\":"
                + " \"python\",")
        .append(" \"name\": \"python3\"}},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n")
        .toString();
  }

  static Locator button(FrameLocator frame, String name) {
    return frame.getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName(name));
  }
}
