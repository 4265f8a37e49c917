package org.mydocker.lti.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.people.Course;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.RoleChanged;
import org.mydocker.kernel.roster.Member;
import org.mydocker.lti.people.Memberships.RosterLine;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.role.CourseRoles;
import org.mydocker.storage.TestDatabase;

/** What arriving, memberships and columns promise on every database. */
interface PeopleContract {

  Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  String AT = "https://lms.example";

  TestDatabase database();

  private Cast cast() {
    try (TrialPlatform platform = new TrialPlatform()) {
      return Cast.of(database(), platform, "https://" + UUID.randomUUID() + ".example", NOW);
    }
  }

  private Arrived arrive(Arrival arrival) {
    return database().in(m -> new Arriving(m, new MovingClock()).arrive(arrival));
  }

  private List<Member> members(Arrived arrived) {
    return database()
        .in(
            m ->
                new Memberships(m, new Platforms(m), new MovingClock())
                    .members(arrived.course().orElseThrow()));
  }

  private List<RoleChanged> takeOver(Arrived arrived, RosterLine... lines) {
    return database()
        .in(
            m ->
                new Memberships(m, new Platforms(m), new MovingClock())
                    .takeOver(arrived.course().orElseThrow(), List.of(lines), NOW));
  }

  private static RosterLine line(String sub, Role role) {
    return new RosterLine(sub, Arrival.Names.NONE, role, true);
  }

  @Test
  @Tag("ROL-13")
  @Tag("REG-06")
  default void theSameNumbersOfTwoPlatformsAreDifferentThings() {
    Arrived one = arrive(cast().arrival("2", "Ann", Role.TEACHER, AT));
    Arrived two = arrive(cast().arrival("2", "Ann", Role.TEACHER, AT));
    assertThat(one.person()).isNotEqualTo(two.person());
    assertThat(one.course()).isNotEqualTo(two.course());
    assertThat(one.link()).isNotEqualTo(two.link());
    assertThat(one.column()).isNotEqualTo(two.column());
  }

  @Test
  @Tag("MSG-17")
  @Tag("ROL-11")
  default void whoComesAgainIsTheSameWithTheNewName() {
    Cast cast = cast();
    Arrived first = arrive(cast.arrival("2", "Ann", Role.STUDENT, AT));
    Arrived again = arrive(cast.arrival("2", "Ann <b>\u0000Bee", Role.STUDENT, AT));
    assertThat(again.person()).isEqualTo(first.person());
    assertThat(again.course()).isEqualTo(first.course());
    assertThat(again.link()).isEqualTo(first.link());
    Optional<Person> person = database().in(m -> new KnownPeople(m).person(first.person()));
    assertThat(person.orElseThrow().name()).isEqualTo("Ann <b>Bee");
    Optional<Course> course =
        database().in(m -> new KnownPeople(m).course(first.course().orElseThrow()));
    assertThat(course.orElseThrow().title()).isEqualTo("Course 5");
  }

  @Test
  @Tag("MSG-09")
  default void whoHasNoNameHasAShortOne() {
    Cast cast = cast();
    Arrival named = cast.arrival("2", "x", Role.STUDENT, AT);
    Arrived arrived =
        arrive(
            new Arrival(
                named.registration(),
                named.deployment(),
                "9",
                Arrival.Names.NONE,
                Optional.empty(),
                Optional.empty(),
                CourseRoles.of(Position.STUDENT),
                false));
    Optional<Person> person = database().in(m -> new KnownPeople(m).person(arrived.person()));
    assertThat(person.orElseThrow().name()).matches("User [0-9a-f]{6}");
    assertThat(arrived.course()).isEmpty();
    assertThat(arrived.role()).isEqualTo(Role.NONE);
  }

  @Test
  @Tag("REG-06")
  default void twentyWhoComeFirstTogetherFindOneCourse()
      throws InterruptedException, ExecutionException {
    Cast cast = cast();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Arrived>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String sub = "s" + i % 4;
        all.add(() -> arrive(cast.arrival(sub, sub, Role.STUDENT, AT)));
      }
      List<Object> courses = new ArrayList<>();
      List<Object> people = new ArrayList<>();
      for (Future<Arrived> one : threads.invokeAll(all)) {
        courses.add(one.get().course());
        people.add(one.get().person());
      }
      assertThat(Set.copyOf(courses)).hasSize(1);
      assertThat(Set.copyOf(people)).hasSize(4);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Tag("ROL-12")
  default void whoIsSuspendedStaysOut() {
    Cast cast = cast();
    Arrived arrived = arrive(cast.arrival("2", "Ann", Role.TEACHER, AT));
    database().run(m -> new KnownPeople(m).suspend(arrived.person(), true));
    assertThat(arrive(cast.arrival("2", "Ann", Role.TEACHER, AT)).suspended()).isTrue();
  }

  @Test
  @Tag("ROL-08")
  default void aRoleIsThatOfThisLaunch() {
    Cast cast = cast();
    arrive(cast.arrival("2", "Ann", Role.TEACHER, AT));
    assertThat(arrive(cast.arrival("2", "Ann", Role.STUDENT, AT)).role()).isEqualTo(Role.STUDENT);
  }

  @Test
  @Tag("AGS-11")
  default void aColumnStaysWithTheCourseThatNamedIt() {
    Cast cast = cast();
    Arrival inFive = cast.arrival("2", "Ann", Role.STUDENT, AT);
    Arrival.Context six =
        new Arrival.Context(
            "6", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    Arrived here = arrive(inFive);
    Arrived there =
        arrive(
            new Arrival(
                inFive.registration(),
                inFive.deployment(),
                "2",
                inFive.names(),
                Optional.of(six),
                inFive.link(),
                CourseRoles.of(Position.STUDENT),
                false));
    assertThat(here.column()).isPresent();
    assertThat(there.column()).isEmpty();
  }

  @Test
  @Tag("NRPS-05")
  default void whoIsMissingFromACompleteRosterIsNotEnrolledAndNotGone() {
    Cast cast = cast();
    Arrived ann = arrive(cast.arrival("2", "Ann", Role.STUDENT, AT));
    takeOver(ann, line("3", Role.STUDENT));
    assertThat(members(ann)).hasSize(2);
    assertThat(members(ann).stream().filter(m -> m.person().equals(ann.person())).findFirst())
        .hasValueSatisfying(m -> assertThat(m.enrolled()).isFalse());
  }

  @Test
  @Tag("ROL-14")
  @Tag("NRPS-04")
  default void anInstructorInTheRosterAsLearnerIsListedAndEntersAsGrader() {
    Cast cast = cast();
    Arrived assistant = arrive(cast.arrival("4", "Assi", Role.TEACHER, AT));
    assertThat(assistant.role()).isEqualTo(Role.TEACHER);
    takeOver(assistant, line("4", Role.STUDENT));
    assertThat(arrive(cast.arrival("4", "Assi", Role.TEACHER, AT)).role()).isEqualTo(Role.GRADER);
    assertThat(members(assistant)).singleElement().extracting(Member::role).isEqualTo(Role.GRADER);
  }

  @Test
  default void anOpenPageIsNoMoreThanTheLastLaunchAndTheRosterMadeOfIt() {
    Cast cast = cast();
    Arrived ann = arrive(cast.arrival("2", "Ann", Role.TEACHER, AT));
    takeOver(ann, line("2", Role.TEACHER));
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.TEACHER);
    takeOver(ann, line("2", Role.STUDENT));
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.STUDENT);
    assertThat(arrive(cast.arrival("2", "Ann", Role.TEACHER, AT)).role()).isEqualTo(Role.GRADER);
    arrive(cast.arrival("2", "Ann", Role.STUDENT, AT));
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.STUDENT);
  }

  @Test
  default void aTeachersPageIsAStudentsAfterEightHours() {
    Arrived ann = arrive(cast().arrival("2", "Ann", Role.TEACHER, AT));
    MovingClock later = new MovingClock();
    later.forward(Duration.ofHours(8));
    assertThat(now(ann, Role.TEACHER, later)).isEqualTo(Role.TEACHER);
    later.forward(Duration.ofSeconds(1));
    assertThat(now(ann, Role.TEACHER, later)).isEqualTo(Role.STUDENT);
  }

  @Test
  default void whoLeftTheRosterTeachesNoLongerUntilTheNextLaunch() {
    Cast cast = cast();
    Arrived ann = arrive(cast.arrival("2", "Ann", Role.TEACHER, AT));
    Arrived bob = arrive(cast.arrival("3", "Bob", Role.TEACHER, AT));
    assertThat(takeOver(ann, line("2", Role.TEACHER))).isEmpty();
    assertThat(takeOver(ann, line("9", Role.STUDENT)))
        .containsExactly(new RoleChanged(ann.course().orElseThrow(), ann.person(), Role.NONE));
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.NONE);
    assertThat(now(bob, Role.TEACHER)).as("never listed").isEqualTo(Role.TEACHER);
    arrive(cast.arrival("2", "Ann", Role.TEACHER, AT));
    takeOver(ann, line("9", Role.STUDENT));
    assertThat(now(ann, Role.TEACHER)).as("launched unlisted").isEqualTo(Role.TEACHER);
  }

  @Test
  default void aTeacherLowersAColleagueButNoneWhoProvedToEdit() {
    Cast cast = cast();
    Arrived ann = arrive(cast.arrival("2", "Ann", Role.TEACHER, AT));
    assertThat(delegate(ann, Role.STUDENT)).isFalse();
    assertThat(delegate(ann, Role.GRADER)).isTrue();
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.GRADER);
    assertThat(delegate(ann, Role.TEACHER)).isTrue();
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.TEACHER);
    assertThat(delegate(ann, Role.GRADER)).isTrue();
    Arrival plain = cast.arrival("2", "Ann", Role.TEACHER, AT);
    arrive(
        new Arrival(
            plain.registration(),
            plain.deployment(),
            "2",
            plain.names(),
            plain.context(),
            Optional.empty(),
            plain.roles(),
            true));
    assertThat(now(ann, Role.TEACHER)).isEqualTo(Role.TEACHER);
    assertThat(delegate(ann, Role.GRADER)).isFalse();
  }

  private boolean delegate(Arrived who, Role role) {
    return database()
        .in(
            m ->
                new Memberships(m, new Platforms(m), new MovingClock())
                    .delegate(who.course().orElseThrow(), who.person(), role));
  }

  private Role now(Arrived who, Role launched) {
    return now(who, launched, new MovingClock());
  }

  private Role now(Arrived who, Role launched, Clock clock) {
    return database()
        .in(
            m ->
                new Memberships(m, new Platforms(m), clock)
                    .now(who.course().orElseThrow(), who.person(), launched));
  }

  @Test
  default void staffAndTestUsersAreListedWithoutBeingGraded() {
    Cast cast = cast();
    Arrived teacher = arrive(cast.arrival("2", "Tea", Role.TEACHER, AT));
    arrive(cast.arrival("2", "Tea", Role.STUDENT, AT));
    arrive(cast.arrival("5", "Stu", Role.STUDENT, AT));
    arrive(cast.arrival("6", "Ros", Role.STUDENT, AT));
    Arrival test = cast.arrival("7", "Tes", Role.STUDENT, AT);
    arrive(
        new Arrival(
            test.registration(),
            test.deployment(),
            "7",
            test.names(),
            test.context(),
            test.link(),
            new CourseRoles(Position.STUDENT, false, true, false),
            false));
    takeOver(
        teacher,
        line("2", Role.TEACHER),
        line("5", Role.STUDENT),
        line("6", Role.TEACHER),
        line("7", Role.STUDENT));
    assertThat(members(teacher).stream().filter(Member::graded).map(Member::name))
        .containsExactly("Stu");
  }

  @Test
  default void aDelegationCountsFromTheNextRequest() {
    Cast cast = cast();
    Arrived ann = arrive(cast.arrival("2", "Ann", Role.STUDENT, AT));
    var course = ann.course().orElseThrow();
    boolean done =
        database()
            .in(
                m ->
                    new Memberships(m, new Platforms(m), new MovingClock())
                        .delegate(course, ann.person(), Role.GRADER));
    assertThat(done).isTrue();
    Role now =
        database()
            .in(
                m ->
                    new Memberships(m, new Platforms(m), new MovingClock())
                        .now(course, ann.person(), Role.STUDENT));
    assertThat(now).isEqualTo(Role.GRADER);
  }

  @Test
  default void aRosterIsClaimedOnceInFiveMinutes() {
    Arrived ann = arrive(cast().arrival("2", "Ann", Role.STUDENT, AT));
    var course = ann.course().orElseThrow();
    Optional<Memberships.Service> first =
        database()
            .in(
                m ->
                    new Memberships(m, new Platforms(m), new MovingClock())
                        .claimRoster(course, NOW, NOW.minusSeconds(300)));
    Optional<Memberships.Service> second =
        database()
            .in(
                m ->
                    new Memberships(m, new Platforms(m), new MovingClock())
                        .claimRoster(course, NOW.plusSeconds(299), NOW.minusSeconds(1)));
    assertThat(first).isPresent();
    assertThat(first.orElseThrow().address()).isEqualTo(AT + "/members");
    assertThat(second).isEmpty();
  }
}
