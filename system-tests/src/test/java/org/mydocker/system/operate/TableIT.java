package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Decision;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.system.launch.Administrator;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/**
 * The table of roles and acts, walked over HTTP: everybody asks for everything that the product has
 * of it, and is answered as the kernel's one function decides, from the visit that the server keeps
 * and from nothing that the browser sends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@InTurn
class TableIT {

  private static final String GRADER =
      "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#Grader";
  private static final String PLATFORM_ADMINISTRATOR =
      "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator";
  private static final String LIS = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  /** Whom the platform sends as what. */
  private static final Map<String, String> USERS =
      Map.of(
          "teacher",
          Quiet.TEACHER,
          "student",
          Quiet.STUDENT,
          "another student",
          Quiet.OTHER_STUDENT,
          "nobody in the course",
          "7",
          "grader",
          "8",
          "author",
          "2");

  private static final String SECOND_GRADER = "20";

  private final Site site = Quiet.site();
  private final Platform north = Quiet.north();
  private final Rows rows = new Rows(site);
  private final Map<String, Guest> guests = new LinkedHashMap<>();

  private UUID environment;
  private Work open;
  private Work early;
  private Work closed;
  private String session;

  /** Somebody who asks: with a visit of theirs, and as the server knows them by its row. */
  private record Guest(Visitor visitor, Viewer viewer) {}

  /** An assignment of the north's course, and where it is among its dates. */
  private record Work(String path, Subject.When when) {

    String id() {
      return path.replaceFirst(".*/", "");
    }

    String git() {
      return "/git/" + id() + ".git/info/refs?service=";
    }
  }

  /** What the kernel is asked about a request. */
  private record Ask(Act act, Function<Viewer, Subject> subject) {

    Optional<Refused.Reason> refused(Viewer viewer) {
      return Access.decide(viewer, act, subject.apply(viewer)).refused();
    }
  }

  /** One line of the walk: a request, and what it needs, in this order. */
  private record Deed(String name, List<Ask> asks, Function<Guest, Answer> request) {

    Deed(String name, Act act, Function<Viewer, Subject> subject, Function<Guest, Answer> request) {
      this(name, List.of(new Ask(act, subject)), request);
    }

    Optional<Refused.Reason> refused(Viewer viewer) {
      return asks.stream().flatMap(ask -> ask.refused(viewer).stream()).findFirst();
    }
  }

  @BeforeAll
  void everybodyIsThere() {
    environment =
        (UUID)
            rows.one("select id from broker.environment where built_in is not null").orElseThrow();
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("teacher", LIS + "Instructor");
    roles.put("student", LIS + "Learner");
    roles.put("another student", LIS + "Learner");
    roles.put("grader", GRADER);
    roles.put("nobody in the course", LIS + "Mentor");
    roles.put("author", LIS + "ContentDeveloper");
    roles.forEach((name, role) -> guests.put(name, launched(as(USERS.get(name), role))));
    north.person(
        Platform.JSON
            .createObjectNode()
            .put("sub", SECOND_GRADER)
            .put("standing", "NON_EDITING_TEACHER"));
    guests.put("grader of others", launched(as(SECOND_GRADER, GRADER)));
    Map<String, String> there = Map.of("id", "elsewhere", "title", "Elsewhere");
    guests.put(
        "teacher of another course", launched(as("3", LIS + "Instructor").lti("context", there)));
    guests.put(
        "student of another course", launched(as("6", LIS + "Learner").lti("context", there)));
    Platform south = Platform.register(site, "south");
    guests.put("teacher of another tenant", launched(south.launch(new HttpBrowser(), "3")));
    guests.put("student of another tenant", launched(south.launch(new HttpBrowser(), "5")));
    Platform helped = Platform.register(site, "north");
    new Administrator(site).rule(helped, Map.of("platformSupport", "true"));
    guests.put(
        "administrator of a platform",
        launched(
            helped.launch(new HttpBrowser(), "3").lti("roles", List.of(PLATFORM_ADMINISTRATOR))));
    Visitor administrator = Visitor.administrator(site);
    guests.put("administrator", new Guest(administrator, viewer(administrator)));
    assertThat(guests.values().stream().map(guest -> guest.viewer().role()))
        .as("every role of the table")
        .contains(Role.values());
    assertThat(guests.values().stream().flatMap(guest -> guest.viewer().siteRoles().stream()))
        .contains(SiteRole.values());
    theCourseHasWork();
  }

  private Attempt as(String user, String role) {
    return north.launch(new HttpBrowser(), user).lti("roles", List.of(role));
  }

  private Guest launched(Attempt attempt) {
    Visitor visitor = Visitor.launched(site, attempt);
    return new Guest(visitor, viewer(visitor));
  }

  /** As the row of the visit says. */
  private Viewer viewer(Visitor visitor) {
    Answer entered = visitor.entered();
    String course = rows.visit(entered, "course");
    return new Viewer(
        PersonId.of(rows.visit(entered, "person")),
        TenantId.of(rows.visit(entered, "tenant")),
        course.isEmpty() ? Optional.empty() : Optional.of(CourseId.of(course)),
        Role.valueOf(rows.visit(entered, "role")),
        siteRoles(rows.visit(entered, "site_roles")),
        Locale.ENGLISH);
  }

  private static Set<SiteRole> siteRoles(String text) {
    return Arrays.stream(text.split(","))
        .filter(word -> !word.isEmpty())
        .map(SiteRole::valueOf)
        .collect(Collectors.toSet());
  }

  /** One grader has no group in particular, the other one has a group without that student. */
  private void aGraderIsGivenAGroup() {
    Visitor teacher = guests.get("teacher").visitor();
    String group = "Others " + UUID.randomUUID();
    teacher.next(teacher.post("course/groups", Map.of("name", group)));
    Object id =
        rows.one("select id from assignment.course_group where name = '" + group + "'")
            .orElseThrow();
    String fields =
        "name=%s&member=%s&grader=%s"
            .formatted(
                group.replace(' ', '+'),
                guests.get("another student").visitor().person(),
                guests.get("grader of others").visitor().person());
    teacher.next(teacher.post("course/groups/" + id, fields));
  }

  private void theCourseHasWork() {
    aGraderIsGivenAGroup();
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    open = assignment("Open", Subject.When.DURING, Map.of());
    early = assignment("Not yet", Subject.When.BEFORE, Map.of("opens", typed(now.plusDays(2))));
    closed = assignment("Over", Subject.When.AFTER, Map.of("cut_off", typed(now.minusDays(2))));
    Visitor student = guests.get("student").visitor();
    student.next(
        student.upload(open.path() + "/hand-in/archive", Map.of(), "archive", "exercise.py"));
    session =
        student.next(student.post(open.path() + "/open", Map.of())).replaceFirst("/start$", "");
  }

  private Work assignment(String title, Subject.When when, Map<String, String> dates) {
    Visitor teacher = guests.get("teacher").visitor();
    Map<String, String> form = new LinkedHashMap<>(form(title));
    form.putAll(dates);
    String path = teacher.next(teacher.upload("assignments/new", form, "archive", "exercise.py"));
    return new Work(path.replaceFirst("\\?.*", ""), when);
  }

  private Map<String, String> form(String title) {
    return Map.of(
        "title", title,
        "environment", environment.toString(),
        "points", "10",
        "grace", "0",
        "held", "yes",
        "zone", "UTC",
        "material", "archive");
  }

  private static String typed(LocalDateTime moment) {
    return TYPED.format(moment);
  }

  @TestFactory
  @Tag("ACT-20")
  Stream<DynamicTest> everybodyIsAnsweredAsTheTableSays() {
    List<Deed> deeds = new ArrayList<>();
    courses(deeds);
    Stream.of(open, early, closed).forEach(work -> ownWork(work, deeds));
    othersWork(deeds);
    sessions(deeds);
    administration(deeds);
    assertThat(deeds.stream().flatMap(deed -> deed.asks().stream()).map(Ask::act).distinct())
        .as("the acts that have an address of their own; the others are walked below")
        .contains(
            Act.SEE_OWN_WORK,
            Act.USE_OWN_REPOSITORY,
            Act.HAND_IN,
            Act.READ_SUBMISSION,
            Act.GRADE,
            Act.RELEASE_GRADES,
            Act.EDIT_ASSIGNMENT,
            Act.EXPORT_SUBMISSIONS,
            Act.JOIN_SESSION,
            Act.MANAGE_SESSION,
            Act.ADMINISTER);
    return deeds.stream().map(deed -> dynamicTest(deed.name(), () -> walk(deed)));
  }

  /** Everybody does it; the one answer that is not the kernel's tells all of them. */
  private void walk(Deed deed) {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> answered = new LinkedHashMap<>();
    for (Map.Entry<String, Guest> guest : guests.entrySet()) {
      Viewer viewer = guest.getValue().viewer();
      expected.put(guest.getKey(), deed.refused(viewer).map(this::said).orElse("allowed"));
      answered.put(guest.getKey(), said(deed.request().apply(guest.getValue())));
    }
    assertThat(answered).isEqualTo(expected);
    assertThat(Set.copyOf(expected.values())).as("not one answer for all").hasSizeGreaterThan(1);
  }

  private String said(Refused.Reason reason) {
    Refused refused = new Refused(reason);
    return refused.status() + " " + refused.code();
  }

  /** Too early is said by the assignment's own sentence, which knows until when. */
  private static String said(Answer answer) {
    return answer.status() < 400
        ? "allowed"
        : answer.status()
            + " "
            + answer.code().replace("assignment.not-open-yet", "access.not-open-yet");
  }

  private void courses(List<Deed> deeds) {
    Function<Viewer, Subject> own = viewer -> ofCourse("course", viewer).orElse(nowhere());
    Function<Viewer, Subject> self =
        viewer ->
            viewer
                .course()
                .map(in -> Subject.ofPerson("course", in.toString(), in, viewer.person()))
                .orElse(nowhere());
    deeds.add(get("the course's home", Act.SEE_OWN_WORK, self, "course"));
    deeds.add(get("a form of a new assignment", Act.EDIT_ASSIGNMENT, own, "assignments/new"));
    deeds.add(
        new Deed(
            "makes an assignment",
            Act.EDIT_ASSIGNMENT,
            own,
            guest ->
                guest
                    .visitor()
                    .upload("assignments/new", form("One more"), "archive", "exercise.py")));
    deeds.add(get("the people of the course", Act.EDIT_ASSIGNMENT, own, "course/people"));
    deeds.add(get("the groups of the course", Act.EDIT_ASSIGNMENT, own, "course/groups"));
    deeds.add(
        new Deed(
            "makes a group",
            Act.EDIT_ASSIGNMENT,
            own,
            guest ->
                guest.visitor().post("course/groups", Map.of("name", "Of " + UUID.randomUUID()))));
  }

  private static Optional<Subject> ofCourse(String kind, Viewer viewer) {
    return viewer.course().map(in -> Subject.ofCourse(kind, in.toString(), in));
  }

  private static Subject nowhere() {
    return Subject.ofSite("course", "");
  }

  /** The acts upon one's own part of an assignment, whose dates count. */
  private void ownWork(Work work, List<Deed> deeds) {
    Function<Viewer, Subject> own =
        viewer ->
            Subject.ofPerson("assignment", work.id(), course(), viewer.person()).at(work.when());
    String of = " (" + work.when() + ")";
    deeds.add(
        post("takes back the token" + of, Act.SEE_OWN_WORK, own, work.path() + "/token/revoke"));
    deeds.add(get("the assignment" + of, Act.USE_OWN_REPOSITORY, own, work.path()));
    deeds.add(get("the files" + of, Act.USE_OWN_REPOSITORY, own, work.path() + "/hand-in"));
    deeds.add(post("opens it" + of, Act.USE_OWN_REPOSITORY, own, work.path() + "/open"));
    deeds.add(get("the own files" + of, Act.USE_OWN_REPOSITORY, own, work.path() + "/work.zip"));
    deeds.add(
        new Deed(
            "fetches by Git" + of,
            Act.USE_OWN_REPOSITORY,
            own,
            guest -> git(guest, work, "git-upload-pack")));
    deeds.add(
        new Deed(
            "hands in an archive" + of,
            Act.HAND_IN,
            own,
            guest ->
                guest
                    .visitor()
                    .upload(work.path() + "/hand-in/archive", Map.of(), "archive", "exercise.py")));
    deeds.add(post("hands in" + of, Act.HAND_IN, own, work.path() + "/hand-in"));
    deeds.add(
        new Deed(
            "pushes by Git" + of, Act.HAND_IN, own, guest -> git(guest, work, "git-receive-pack")));
  }

  /** Asks with a token of the page, where the page gives one; else the page's refusal it is. */
  private Answer git(Guest guest, Work work, String service) {
    Answer page = guest.visitor().post(work.path() + "/token", Map.of());
    if (page.status() != 200) {
      return page;
    }
    Answer answer = new HttpBrowser().get(site.url(work.git() + service), basic(token(page)));
    boolean over = answer.status() == 403 && work.when() == Subject.When.AFTER;
    return over ? refused(Refused.Reason.CLOSED) : answer;
  }

  /** Git knows no codes: what it says to a push after the end, in the words of pages. */
  private static Answer refused(Refused.Reason reason) {
    Refused refused = new Refused(reason);
    return new Answer(refused.status(), null, "<code>" + refused.code() + "</code>");
  }

  private static String[] basic(String token) {
    byte[] pair = ("student:" + token).getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)};
  }

  private static String token(Answer page) {
    Matcher token = Pattern.compile("id=\"git-token\">([^<]+)<").matcher(page.body());
    assertThat(token.find()).as(page.body()).isTrue();
    return token.group(1);
  }

  private CourseId course() {
    return guests.get("teacher").viewer().course().orElseThrow();
  }

  private void othersWork(List<Deed> deeds) {
    PersonId student = guests.get("student").viewer().person();
    Function<Viewer, Subject> all = viewer -> Subject.ofCourse("assignment", open.id(), course());
    PersonId ofOthers = guests.get("grader of others").viewer().person();
    Function<Viewer, Subject> theirs =
        viewer ->
            Subject.ofPerson("assignment", open.id(), course(), student)
                .reaching(
                    viewer.person().equals(ofOthers) ? Subject.Reach.OWNER : Subject.Reach.COURSE);
    String list = open.path() + "/submissions";
    String one = list + "/" + student;
    deeds.add(get("the list of submissions", Act.READ_SUBMISSION, all, list));
    deeds.add(get("another's work", Act.READ_SUBMISSION, theirs, one));
    deeds.add(get("another's files", Act.READ_SUBMISSION, theirs, one + "/1.zip"));
    deeds.add(get("the download of all", Act.EXPORT_SUBMISSIONS, all, list + "/all.zip"));
    deeds.add(
        new Deed(
            "grades",
            Act.GRADE,
            theirs,
            guest -> guest.visitor().post(one, Map.of("points", "7", "comment", "Good."))));
    deeds.add(post("sends a grade again", Act.GRADE, theirs, one + "/resend"));
    deeds.add(post("releases the grades", Act.RELEASE_GRADES, all, list + "/release"));
    String extensions = open.path() + "/extensions";
    deeds.add(get("the extensions", Act.RELEASE_GRADES, all, extensions));
    Map<String, String> more =
        Map.of("whom", "p:" + student, "until", typed(LocalDateTime.now().plusDays(9)));
    deeds.add(
        new Deed(
            "extends a date",
            Act.RELEASE_GRADES,
            all,
            guest -> guest.visitor().post(extensions, more)));
    deeds.add(get("the form of changes", Act.EDIT_ASSIGNMENT, all, open.path() + "/edit"));
    deeds.add(
        new Deed(
            "changes it",
            Act.EDIT_ASSIGNMENT,
            all,
            guest -> guest.visitor().post(open.path() + "/edit", form("Open"))));
    deeds.add(get("the versions", Act.EDIT_ASSIGNMENT, all, open.path() + "/versions"));
    deeds.add(
        new Deed(
            "pushes material by Git",
            Act.EDIT_ASSIGNMENT,
            all,
            guest -> {
              Answer page = guest.visitor().post(open.path() + "/versions/token", Map.of());
              String git = "/git/" + open.id() + "-material.git/info/refs";
              return page.status() == 200
                  ? new HttpBrowser()
                      .get(site.url(git + "?service=git-receive-pack"), basic(token(page)))
                  : page;
            }));
    deeds.add(
        new Deed(
            "publishes",
            Act.EDIT_ASSIGNMENT,
            all,
            guest ->
                guest
                    .visitor()
                    .upload(
                        open.path() + "/versions",
                        Map.of("material", "archive"),
                        "archive",
                        "exercise.py")));
  }

  /** The running session of one student. The owner's stop is the last line. */
  private void sessions(List<Deed> deeds) {
    Viewer owner = guests.get("student").viewer();
    Function<Viewer, Subject> subject =
        viewer ->
            new Subject(
                "session",
                session,
                Optional.of(owner.tenant()),
                owner.course(),
                Optional.of(owner.person()),
                Subject.Reach.OWNER);
    for (String page : List.of("/state", "/start")) {
      deeds.add(get("a session's " + page, Act.JOIN_SESSION, subject, session + page));
    }
    deeds.add(get("a session's log", Act.MANAGE_SESSION, subject, session + "/logs"));
    deeds.add(get("a session's guests", Act.MANAGE_SESSION, subject, session + "/guests"));
    deeds.add(post("keeps a session", Act.JOIN_SESSION, subject, session + "/keep"));
    deeds.add(post("touches a session", Act.JOIN_SESSION, subject, session + "/touched"));
    Ask managing = new Ask(Act.MANAGE_SESSION, subject);
    deeds.add(
        new Deed(
            "restarts a session, which starts one for its owner",
            List.of(managing, new Ask(Act.START_SHARED_ENVIRONMENT, viewer -> of(owner))),
            guest -> guest.visitor().post(session + "/restart", Map.of())));
    deeds.add(post("stops a session", Act.MANAGE_SESSION, subject, session + "/stop"));
  }

  /** The public environment, for a session of that person. */
  private Subject of(Viewer owner) {
    return new Subject(
        "environment",
        environment.toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(owner.person()),
        Subject.Reach.EVERYONE);
  }

  private static void administration(List<Deed> deeds) {
    Function<Viewer, Subject> all = viewer -> Subject.ofSite("administration", "");
    for (String page :
        List.of(
            "admin",
            "admin/audit",
            "admin/registrations",
            "admin/deployments",
            "admin/permissions")) {
      deeds.add(get("the page " + page, Act.ADMINISTER, all, page));
    }
    deeds.add(post("invites a platform", Act.ADMINISTER, all, "admin/registrations/invite"));
  }

  private static Deed get(String name, Act act, Function<Viewer, Subject> subject, String path) {
    return new Deed(name, act, subject, guest -> guest.visitor().get(path));
  }

  private static Deed post(String name, Act act, Function<Viewer, Subject> subject, String path) {
    return new Deed(name, act, subject, guest -> guest.visitor().post(path, Map.of()));
  }

  /** Each visibility of an environment is another line of the table. */
  @Test
  @Tag("ACT-20")
  void environmentsOpenAndAreChangedAsTheTableSays() {
    Viewer teacher = guests.get("teacher").viewer();
    String set = "update broker.environment set visibility = ?, course = ?, tenant = ?";
    BiFunction<String, Subject.Reach, Subject> kind =
        (visibility, reach) ->
            new Subject(
                "environment",
                environment.toString(),
                visibility.equals("PUBLIC") ? Optional.empty() : Optional.of(teacher.tenant()),
                visibility.equals("COURSE") ? teacher.course() : Optional.empty(),
                Optional.empty(),
                reach);
    try {
      opened(Act.START_SHARED_ENVIRONMENT, kind.apply("PUBLIC", Subject.Reach.EVERYONE));
      rows.change(set, "INSTITUTION", null, teacher.tenant().value());
      opened(Act.START_SHARED_ENVIRONMENT, kind.apply("INSTITUTION", Subject.Reach.TENANT));
      rows.change(set, "COURSE", course().value(), teacher.tenant().value());
      Subject ofCourse = kind.apply("COURSE", Subject.Reach.COURSE);
      opened(Act.START_COURSE_ENVIRONMENT, ofCourse);
      renewed(Act.START_COURSE_ENVIRONMENT, ofCourse);
    } finally {
      rows.change(set, "PUBLIC", null, null);
    }
  }

  private void opened(Act act, Subject subject) {
    for (String path : List.of("environments/" + environment, "environments/%s/open")) {
      boolean page = !path.endsWith("/open");
      walk(
          new Deed(
              path,
              act,
              viewer -> subject,
              guest ->
                  page
                      ? guest.visitor().get(path)
                      : guest.visitor().post(path.formatted(environment), Map.of())));
    }
  }

  /** Who may not even start it is told so; who may start and not change it, that. */
  private void renewed(Act starting, Subject subject) {
    for (Map.Entry<String, Guest> guest : guests.entrySet()) {
      Viewer viewer = guest.getValue().viewer();
      Decision start = Access.decide(viewer, starting, subject);
      Decision change = Access.decide(viewer, Act.CREATE_ENVIRONMENT, subject);
      String expected =
          start
              .refused()
              .or(() -> change.allowed() ? Optional.empty() : Optional.of(Refused.Reason.ROLE))
              .map(this::said)
              .orElse("allowed");
      Answer answer =
          guest.getValue().visitor().post("environments/" + environment + "/join-link", Map.of());
      assertThat(said(answer)).as(guest.getKey()).isEqualTo(expected);
    }
  }

  /** The site's administrator comes from no platform, so there is none to show. */
  @Test
  @Tag("ACT-20")
  void howAPlatformIsConnectedIsShownToItsOwnAdministrators() {
    guests.forEach(
        (name, guest) -> {
          if (guest.viewer().administrator()) {
            guest.visitor().get("platform").assertRefused(404, "lti.registration-not-found");
            return;
          }
          Subject platform =
              new Subject(
                  "registration",
                  "",
                  Optional.of(guest.viewer().tenant()),
                  Optional.empty(),
                  Optional.empty(),
                  Subject.Reach.OWNER);
          String expected =
              Access.decide(guest.viewer(), Act.SEE_PLATFORM, platform)
                  .refused()
                  .map(this::said)
                  .orElse("allowed");
          assertThat(said(guest.visitor().get("platform"))).as(name).isEqualTo(expected);
        });
  }

  @Test
  @Tag("ACT-20")
  void contentIsChosenByWhomTheTableNames() {
    Map<String, String> roles =
        Map.of(
            "teacher", LIS + "Instructor",
            "author", LIS + "ContentDeveloper",
            "grader", GRADER,
            "student", LIS + "Learner",
            "nobody in the course", LIS + "Mentor");
    roles.forEach(
        (name, claim) -> {
          Viewer viewer = guests.get(name).viewer();
          boolean allowed =
              Access.decide(viewer, Act.CHOOSE_CONTENT, ofCourse("course", viewer).orElseThrow())
                  .allowed();
          Answer answer =
              north
                  .launch(
                      new HttpBrowser(),
                      Platform.JSON
                          .createObjectNode()
                          .put("user", USERS.get(name))
                          .put("message", "DEEP_LINKING"))
                  .lti("roles", List.of(claim))
                  .post();
          assertThat(answer.status() + " " + answer.code())
              .as(name)
              .isEqualTo(allowed ? "303 " : "403 lti.deep-linking-role");
        });
  }

  @Test
  @Tag("ACT-20")
  void staffLooksAsAStudentAndNobodyLooksAsMore() {
    guests.forEach(
        (name, guest) -> {
          Answer page = guest.visitor().get(open.path() + "?as=student");
          boolean mayLook =
              Access.decide(
                      guest.viewer(),
                      Act.LOOK_AS_STUDENT,
                      Subject.ofCourse("assignment", open.id(), course()))
                  .allowed();
          assertThat(page.status() == 200).as(name).isEqualTo(mayLook);
          assertThat(page.body()).as(name).doesNotContain("/submissions\"", "/edit\"");
        });
    for (String as : List.of("teacher", "TEACHER", "administrator", "staff")) {
      Answer page = guests.get("student").visitor().get(open.path() + "?as=" + as);
      assertThat(page.body()).as(as).doesNotContain("/submissions\"", "/edit\"");
    }
  }

  /** The list and the download are open to both graders, each with the people of theirs. */
  @Test
  @Tag("ACT-20")
  void aGraderFindsInListsTheWorkOfTheDelegatedGroupsAlone() {
    String list = open.path() + "/submissions";
    String student = list + "/" + guests.get("student").viewer().person();
    String other = list + "/" + guests.get("another student").viewer().person();
    assertThat(guests.get("grader").visitor().get(list).body()).contains(student, other);
    Visitor ofOthers = guests.get("grader of others").visitor();
    assertThat(ofOthers.get(list).body()).contains(other).doesNotContain(student);
    ofOthers.get(student).assertRefused(403, "access.not-delegated");
    assertThat(ofOthers.get(other).status()).isEqualTo(200);
    assertThat(zipped(guests.get("grader").visitor())).contains("exercise.py");
    assertThat(zipped(ofOthers)).isNotEqualTo(zipped(guests.get("grader").visitor()));
  }

  private String zipped(Visitor visitor) {
    try (ZipInputStream zip =
        new ZipInputStream(
            visitor.browser().stream(visitor.address(open.path() + "/submissions/all.zip")))) {
      StringBuilder names = new StringBuilder();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.append(entry.getName()).append('\n');
      }
      return names.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("ACT-20")
  void helpIsForEverybodyWithAndWithoutAVisit() {
    guests.forEach(
        (name, guest) -> {
          assertThat(guest.visitor().get("dashboard").status()).as(name).isEqualTo(200);
          Answer refused = guest.visitor().get("assignments/" + UUID.randomUUID());
          assertThat(refused.status()).as(name).isEqualTo(404);
          assertThat(refused.body()).contains(refused.code(), "<h1");
        });
    assertThat(new HttpBrowser().get(site.url("/")).status()).isEqualTo(200);
  }

  /**
   * Every address behind a visit that there is in the sources, so that one which is added tomorrow
   * is asked as well: without a session, and with somebody else's.
   */
  @Test
  @Tag("ACT-20")
  void withoutTheVisitsOwnSessionNothingAnswers() throws IOException {
    Visitor teacher = guests.get("teacher").visitor();
    HttpBrowser stranger = new HttpBrowser();
    HttpBrowser student = guests.get("student").visitor().browser();
    String csrf = teacher.csrf();
    List<String> addresses = addresses();
    assertThat(addresses).hasSizeGreaterThan(30);
    for (String address : addresses) {
      URI uri = teacher.address(address);
      for (HttpBrowser browser : List.of(stranger, student)) {
        for (Answer answer : List.of(browser.get(uri), browser.post(uri, Map.of("csrf", csrf)))) {
          assertThat(answer.status() + " " + answer.code())
              .as(address)
              .isEqualTo("401 site.visit-over");
        }
      }
    }
  }

  /** What a signed-out browser keeps in its history. */
  @Test
  @Tag("ACT-20")
  void anEndedVisitOpensNothing() {
    Guest leaving = launched(north.launch(new HttpBrowser(), Quiet.TEACHER));
    assertThat(leaving.visitor().get(open.path() + "/submissions").status()).isEqualTo(200);
    String csrf = leaving.visitor().csrf();
    Map<String, String> cookies = leaving.visitor().browser().cookies();
    leaving.visitor().post("sign-out", Map.of());
    HttpBrowser old = new HttpBrowser();
    cookies.forEach(old::cookie);
    URI page = leaving.visitor().address(open.path() + "/submissions");
    assertThat(old.get(page).status()).isEqualTo(401);
    assertThat(old.post(leaving.visitor().address("pop-out"), Map.of("csrf", csrf)).status())
        .isEqualTo(401);
  }

  /** The addresses for programs know no visit; each asks for its own secret. */
  @Test
  @Tag("ACT-20")
  void machinesAreLetInByTheirOwnTokenAlone() {
    Visitor student = guests.get("student").visitor();
    Visitor other = guests.get("another student").visitor();
    String own = token(student.post(open.path() + "/token", Map.of()));
    String others = token(other.post(open.path() + "/token", Map.of()));
    URI git = site.url(open.git() + "git-upload-pack");
    String mine = new HttpBrowser().get(git, basic(own)).body();
    assertThat(mine).contains("refs/heads/main");
    assertThat(new HttpBrowser().get(git, basic(others)).body())
        .as("the same address opens everybody's own repository")
        .isNotEqualTo(mine);
    for (HttpBrowser browser : List.of(new HttpBrowser(), student.browser())) {
      assertThat(browser.get(site.url("/hand-in")).status()).isEqualTo(401);
      assertThat(browser.post(site.url("/hand-in"), Map.of()).status()).isEqualTo(401);
      assertThat(browser.get(git).status()).isEqualTo(401);
      assertThat(browser.get(git, basic("guessed")).status()).isEqualTo(401);
      assertThat(browser.get(git, "X-Mydocker-Inner", "v1." + UUID.randomUUID() + ".1.x").status())
          .isEqualTo(401);
      assertThat(browser.get(site.url(closed.git() + "git-upload-pack"), basic(own)).status())
          .isEqualTo(404);
    }
    for (Guest guest : guests.values()) {
      HttpBrowser browser = guest.visitor().browser();
      for (String verb : List.of("status", "invite", "admin-link", "backup", "stop-all")) {
        URI address = site.url("/internal/" + verb);
        assertThat(browser.post(address, "{}", "application/json").status()).isEqualTo(404);
        assertThat(
                browser
                    .post(address, "{}", "application/json", "Authorization", "Bearer " + own)
                    .status())
            .isEqualTo(404);
      }
      assertThat(browser.get(site.url("/metrics")).status()).isEqualTo(404);
    }
  }

  private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]*)\"\\)");

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)(?:: (?:[^{}]|\\{[^}]*})*)?}");

  /** The paths of all resources under a visit, with something in each of their places. */
  private List<String> addresses() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (String module : List.of("assignment-service", "session-broker", "lti-tool", "web")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith("Resource.java")).toList()) {
          addresses.addAll(addresses(Files.readString(file)));
        }
      }
    }
    return addresses;
  }

  private List<String> addresses(String source) {
    String root = "";
    List<String> found = new ArrayList<>();
    int body = source.indexOf("public class ");
    Matcher path = PATH.matcher(source);
    while (path.find()) {
      if (path.start() < body) {
        root = path.group(1);
        found.add(root);
      } else {
        found.add(root + "/" + path.group(1));
      }
    }
    return found.stream()
        .filter(one -> one.startsWith("v/{visit}/"))
        .map(one -> filled(one.substring("v/{visit}/".length())))
        .distinct()
        .toList();
  }

  private String filled(String path) {
    String student = guests.get("student").viewer().person().toString();
    return PLACE
        .matcher(path)
        .replaceAll(
            place ->
                switch (place.group(1)) {
                  case "id" -> open.id();
                  case "person" -> student;
                  case "act" -> "approve";
                  case "group", "extension" -> UUID.randomUUID().toString();
                  default -> "1";
                });
  }
}
