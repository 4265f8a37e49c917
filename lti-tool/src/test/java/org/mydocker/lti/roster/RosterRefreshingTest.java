package org.mydocker.lti.roster;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.roster.Member;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Arriving;
import org.mydocker.lti.people.Cast;
import org.mydocker.lti.people.LinkRosters;
import org.mydocker.lti.people.Memberships;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.service.TrialServices;
import org.mydocker.storage.TestDatabase;

class RosterRefreshingTest {

  private static final String TEACHER =
      "{\"status\":\"Active\",\"roles\":[\"Instructor\"],\"user_id\":\"3\",\"name\":\"Tea Cher\"}";
  private static final String STUDENT =
      "{\"status\":\"Active\",\"roles\":[\"Learner\"],\"user_id\":5,\"name\":\"Stu Dent\"}";
  private static final String ADMIN =
      "{\"roles\":[\"http://purl.imsglobal.org/vocab/lis/v2/person#Administrator\"],"
          + "\"user_id\":\"2\",\"name\":\"Admin User\"}";
  private static final String GONE =
      "{\"status\":\"Inactive\",\"roles\":[\"Learner\"],\"user_id\":\"6\"}";

  private final TestDatabase database = TestDatabase.h2("lti");
  private final TrialServices services = new TrialServices();
  private final MovingClock clock = new MovingClock();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir Path folder;
  private Arrived teacher;

  @BeforeEach
  void arrive() {
    try (TrialPlatform platform = new TrialPlatform()) {
      teacher =
          database.in(
              m -> {
                Platforms platforms = new Platforms(m);
                TenantId tenant = platforms.addTenant("t", clock.instant());
                Registration registration =
                    services.at(platform.registration("https://lms.example", "c", tenant));
                platforms.add(registration);
                Cast cast =
                    new Cast(
                        registration, platforms.addDeployment(registration, "1", clock.instant()));
                return new Arriving(m, clock)
                    .arrive(cast.arrival("3", "Tea", Role.TEACHER, services.address()));
              });
    }
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    services.close();
    database.close();
  }

  private List<Member> members() {
    KeyFile file = new KeyFile(folder.resolve("k"));
    return database.in(
        m -> {
          Memberships memberships = new Memberships(m, new Platforms(m), clock);
          LinkRosters links = new LinkRosters(m);
          return new KnownRoster(memberships, links, refreshing(m, file), change -> {})
              .members(teacher.course().orElseThrow());
        });
  }

  private RosterRefreshing refreshing(EntityManager m, KeyFile file) {
    return new RosterRefreshing(
        new Memberships(m, new Platforms(m), clock),
        new LinkRosters(m),
        new Platforms(m),
        TrialServices.calls(m, file, clock),
        change -> {},
        clock,
        platform -> threads);
  }

  private static String container(String... members) {
    return "{\"id\":\"x\",\"members\":[" + String.join(",", members) + "]}";
  }

  private void twoPages() {
    services.lay(
        "/members",
        new TrialServices.Ready(
            200,
            Map.of("Link", "<" + services.address() + "/members?from=2>; rel=\"next\""),
            container(TEACHER, ADMIN, "{\"roles\":[]}", "7")));
    services.lay("/members?from=2", 200, container(STUDENT, STUDENT, GONE));
  }

  @Test
  @Tag("NRPS-03")
  void readsAllPagesAndListsPeopleByName() {
    twoPages();
    assertThat(members())
        .extracting(Member::name, Member::role, Member::enrolled)
        .contains(
            org.assertj.core.groups.Tuple.tuple("Admin User", Role.NONE, true),
            org.assertj.core.groups.Tuple.tuple("Stu Dent", Role.STUDENT, true),
            org.assertj.core.groups.Tuple.tuple("Tea Cher", Role.TEACHER, true))
        .hasSize(4);
    assertThat(services.seenAt("/members"))
        .allSatisfy(
            s ->
                assertThat(s.accept())
                    .isEqualTo("application/vnd.ims.lti-nrps.v2.membershipcontainer+json"));
  }

  @Test
  @Tag("NRPS-03")
  void aMemberIsActiveUnlessSaidToBeGoneAndListedOnce() {
    services.lay(
        "/members",
        200,
        container(
            "{\"roles\":[\"Learner\"],\"user_id\":\"10\",\"status\":\"\",\"given_name\":\"No"
                + " status\"}",
            "{\"roles\":[\"Learner\"],\"user_id\":\"11\",\"status\":\"Deleted\",\"name\":\"Deleted\"}",
            "{\"roles\":[\"Learner\"],\"user_id\":\"12\",\"status\":\"Inactive\",\"name\":\"Inactive\"}",
            "{\"roles\":[\"Instructor\"],\"user_id\":\"13\",\"name\":\"Twice\"}",
            "{\"roles\":[\"Learner\"],\"user_id\":\"13\",\"email\":\"t@x.example\"}",
            "{\"roles\":[\"Learner\"],\"user_id\":\"14\"}",
            "{\"roles\":[\"Learner\"],\"name\":\"No id\"}",
            "{\"user_id\":\"15\",\"name\":\"No roles\"}"));
    List<Member> members = members();
    assertThat(members)
        .extracting(Member::name, Member::role, Member::enrolled)
        .contains(
            org.assertj.core.groups.Tuple.tuple("No status", Role.STUDENT, true),
            org.assertj.core.groups.Tuple.tuple("Deleted", Role.STUDENT, false),
            org.assertj.core.groups.Tuple.tuple("Inactive", Role.STUDENT, false),
            org.assertj.core.groups.Tuple.tuple("Twice", Role.TEACHER, true))
        .hasSize(6);
    assertThat(members).filteredOn(m -> m.name().matches("User [0-9a-f]{6}")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "500, <html>",
    "404, ''",
    "200, <html>",
    "200, {}",
    "200, ''",
    "200, {\"members\":3}"
  })
  @Tag("NRPS-05")
  void aBrokenPageChangesNobody(int status, String answer) {
    twoPages();
    members();
    clock.forward(Duration.ofMinutes(6));
    services.clear("/members");
    services.clear("/members?from=2");
    services.lay(
        "/members",
        new TrialServices.Ready(
            200,
            Map.of("Link", "<" + services.address() + "/members?from=2>; rel=\"next\""),
            container(TEACHER)));
    services.lay("/members?from=2", status, answer);
    assertThat(members()).filteredOn(Member::enrolled).hasSize(3);
    clock.forward(Duration.ofMinutes(6));
    services.clear("/members");
    services.lay("/members", status, answer);
    assertThat(members()).filteredOn(Member::enrolled).hasSize(3);
    clock.forward(Duration.ofMinutes(6));
    services.clear("/members");
    services.lay("/members", 200, container(TEACHER));
    assertThat(members()).hasSize(4).filteredOn(Member::enrolled).hasSize(1);
  }

  @Test
  void aLaunchGoesOnWhileASlowPlatformIsReadToTheEnd() {
    CountDownLatch answering = new CountDownLatch(1);
    services.lay("/members", 200, container(TEACHER, STUDENT));
    services.hold("/members", answering);
    CourseId course = teacher.course().orElseThrow();
    KeyFile file = new KeyFile(folder.resolve("k"));
    database.run(
        m -> {
          Platforms platforms = new Platforms(m);
          platforms.learnProduct(platforms.all().get(0).id(), "moodle", "5");
          RosterRefreshing slow = refreshing(m, file);
          Memberships memberships = new Memberships(m, platforms, clock);
          KnownRoster roster = new KnownRoster(memberships, new LinkRosters(m), slow, change -> {});
          Duration moment = Duration.ofMillis(50);
          assertThat(inTime(slow, teacher.person(), moment)).isFalse();
          assertThat(inTime(slow, PersonId.random(), moment)).isFalse();
          reaches("/members"); // from then on the other thread leaves this one's rows alone
          assertThat(roster.now(course, teacher.person(), Role.TEACHER)).isEqualTo(Role.GRADER);
          answering.countDown();
          threads.shutdown();
          assertThat(ended(threads)).isTrue();
          assertThat(roster.now(course, teacher.person(), Role.TEACHER)).isEqualTo(Role.TEACHER);
        });
    assertThat(services.seenAt("/members")).hasSize(1);
    assertThat(members()).extracting(Member::name).containsExactly("Stu Dent", "Tea Cher");
  }

  @Test
  void aLaunchHasTheRosterOfAPlatformThatAnswers() {
    services.lay("/members", 200, container(TEACHER, STUDENT));
    KeyFile file = new KeyFile(folder.resolve("k"));
    database.run(
        m ->
            assertThat(inTime(refreshing(m, file), teacher.person(), Duration.ofSeconds(60)))
                .isTrue());
    assertThat(members()).hasSize(2);
    assertThat(services.seenAt("/members")).hasSize(1);
  }

  @Test
  void aLaunchThatWentOnIsANewerWordThanTheRosterItAskedFor() {
    services.lay("/members", 200, container(TEACHER, STUDENT));
    members();
    clock.forward(Duration.ofMinutes(6));
    launched();
    CountDownLatch answering = new CountDownLatch(1);
    services.clear("/members");
    services.lay("/members", 200, container(STUDENT));
    services.hold("/members", answering);
    CourseId course = teacher.course().orElseThrow();
    KeyFile file = new KeyFile(folder.resolve("k"));
    database.run(
        m -> {
          RosterRefreshing slow = refreshing(m, file);
          Memberships memberships = new Memberships(m, new Platforms(m), clock);
          assertThat(inTime(slow, teacher.person(), Duration.ofMillis(50))).isFalse();
          answering.countDown();
          threads.shutdown();
          assertThat(ended(threads)).isTrue();
          assertThat(memberships.now(course, teacher.person(), Role.TEACHER))
              .isEqualTo(Role.TEACHER);
          Instant earlier = clock.instant().minusSeconds(1);
          memberships.settledBefore(course, teacher.person(), Role.STUDENT, earlier);
          assertThat(memberships.now(course, teacher.person(), Role.TEACHER))
              .as("a launch since then counts")
              .isEqualTo(Role.TEACHER);
        });
  }

  /** A later launch of the teacher's. */
  private void launched() {
    database.run(
        m -> {
          Platforms platforms = new Platforms(m);
          Registration registration = platforms.all().get(0);
          Cast cast =
              new Cast(registration, platforms.deployment(registration.id(), "1").orElseThrow());
          new Arriving(m, clock).arrive(cast.arrival("3", "Tea", Role.TEACHER, services.address()));
        });
  }

  private boolean inTime(RosterRefreshing refreshing, PersonId person, Duration wait) {
    CourseId course = teacher.course().orElseThrow();
    return refreshing.refreshInTime(RegistrationId.random(), course, person, Role.TEACHER, wait);
  }

  private static boolean ended(ExecutorService threads) {
    try {
      return threads.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void asksAgainAfterFiveMinutesOnly() {
    services.lay("/members", 200, container(TEACHER));
    members();
    clock.forward(Duration.ofMinutes(4));
    members();
    assertThat(services.seenAt("/members")).hasSize(1);
    clock.forward(Duration.ofMinutes(2));
    members();
    assertThat(services.seenAt("/members")).hasSize(2);
  }

  private void reaches(String path) {
    Instant end = Instant.now().plusSeconds(30);
    while (services.seenAt(path).isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
