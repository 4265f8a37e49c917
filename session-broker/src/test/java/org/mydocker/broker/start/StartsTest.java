package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.broker.catalogue.Copies;
import org.mydocker.broker.catalogue.FullEnvironment;
import org.mydocker.broker.catalogue.HomePolicy;
import org.mydocker.broker.catalogue.ImageReference;
import org.mydocker.broker.catalogue.NetworkPolicy;
import org.mydocker.broker.catalogue.Reach;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.ContainerSummary;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.environment.StartEvent;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.kernel.workspace.Workspaces;
import org.mydocker.storage.TestDatabase;

/** The state machine of a start, on an engine in memory. */
class StartsTest {

  private static final List<String> THREADS =
      List.of(
          "OMP_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "MKL_NUM_THREADS",
          "NUMEXPR_MAX_THREADS",
          "JULIA_NUM_THREADS");

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Viewer student = Bench.student();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @Tag("START-01")
  void goesThroughItsStepsToReady() {
    Session session = bench.opened(student);

    assertThat(session.state()).isEqualTo(SessionState.READY);
    assertThat(session.openPath()).contains("/tree");
    assertThat(bench.doors).containsExactly("open " + session.name());
    assertThat(told(session))
        .extracting(StartEvent::state)
        .containsExactly(
            SessionState.QUEUED,
            SessionState.PULLING,
            SessionState.CREATING,
            SessionState.STARTING,
            SessionState.READY);
    assertThat(told(session)).extracting(StartEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  @Tag("START-02")
  @Tag("ENG-01")
  void isOneSessionHoweverOftenItIsOpened() {
    Session first = bench.opened(student);
    Session second = bench.opened(student);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.generation()).isEqualTo(1);
    assertThat(containers()).hasSize(1);
  }

  @Test
  @Tag("ENV-03")
  void listsWhatOneHasUsedRunningOnesFirst() {
    bench.fake.createVolume(new VolumeName("data"), VolumeOptions.local(DataVolumes.OFFERED));
    FullEnvironment full = new FullEnvironment(ImageReference.of("notebook"), "data");
    Session running = bench.opened(student, bench.notebook);
    bench.clock.advance(Duration.ofMinutes(1));
    Session stopped = bench.opened(student, added(full));
    bench.sessions.stop(stopped.id(), student);
    bench.settle();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.opened(Bench.student());
    var queued = bench.sessions.open(bench.key(student, added(full)), student).id();

    assertThat(bench.sessions.of(student))
        .extracting(SessionView::id)
        .containsExactly(running.id(), queued, stopped.id());
  }

  @Test
  @Tag("ENV-09")
  void givesATeacherAnotherSessionAndMoreMemory() {
    PersonId person = PersonId.random();
    Session asTeacher = bench.opened(Bench.viewer(person, Role.TEACHER));
    Session asStudent = bench.opened(Bench.viewer(person, Role.STUDENT));

    assertThat(asTeacher.id()).isNotEqualTo(asStudent.id());
    assertThat(asTeacher.home()).isNotEqualTo(asStudent.home());
    assertThat(bench.catalogue.recipe(bench.notebook, 1, Role.TEACHER).size().memory())
        .isGreaterThan(bench.catalogue.recipe(bench.notebook, 1, Role.STUDENT).size().memory());
  }

  @Test
  void opensNothingForAnother() {
    SessionKey anothers = bench.key(Bench.student());

    assertThatThrownBy(() -> bench.sessions.open(anothers, student)).isInstanceOf(Refused.class);
    Session session = bench.opened(student);
    assertThat(bench.sessions.find(session.id(), Bench.student())).isEmpty();
    assertThatThrownBy(() -> bench.sessions.stop(session.id(), Bench.student()))
        .isInstanceOf(Refused.class);
  }

  @Test
  @Tag("START-06")
  void failsWithACodeWhenTheRegistryDoesNotGiveTheImage() {
    bench.transactions.run(
        rows -> rows.createQuery("update VersionRow v set v.image = 'nowhere'").executeUpdate());

    Session session = bench.opened(student);

    assertThat(session.state()).isEqualTo(SessionState.FAILED);
    assertThat(session.reason()).map(StopReason::code).contains("registry-refused");
  }

  @Test
  @Tag("START-06")
  void failsWithTheLogWhenTheContainerEndsAtOnce() {
    bench.answers = false;
    bench.transactions.run(
        rows -> rows.createQuery("update VersionRow v set v.command = 'false'").executeUpdate());

    Session session = bench.opened(student);

    assertThat(session.reason()).map(StopReason::code).contains("exited-at-start");
    assertThat(session.reason()).map(StopReason::detail).get().asString().startsWith("1");
    assertThat(containers()).isEmpty();
  }

  @Test
  @Tag("START-06")
  void failsWhenThePortNeverOpens() {
    bench.answers = false;

    Session session = bench.opened(student);

    assertThat(session.reason()).map(StopReason::code).contains("port-never-opened");
    assertThat(containers()).isEmpty();
  }

  @Test
  @Tag("START-06")
  void failsWhenTheDiskIsFull() {
    bench.fake.fillDisk(true);

    Session session = bench.opened(student);

    assertThat(session.reason()).map(StopReason::code).contains("disk-full");
  }

  @Test
  @Tag("ENV-01")
  void carriesAllThatAnEnvironmentIsIntoItsContainer() {
    String digest = bench.fake.offer("registry.test/r/studio", () -> {});
    ImageReference image = new ImageReference("registry.test/r/studio:1", Optional.of(digest));
    bench.fake.createVolume(
        new VolumeName("course-data"), VolumeOptions.local(DataVolumes.OFFERED));

    Session session = bench.opened(student, added(new FullEnvironment(image, "course-data")));

    assertThat(session.state()).as("%s", session.reason()).isEqualTo(SessionState.READY);
    Place place = session.place().orElseThrow();
    assertThat(place.port()).isEqualTo(8787);
    assertThat(session.openPath()).contains("/start?with=this");
    ContainerSpec spec = bench.fake.spec(place.container());
    assertThat(spec.image()).isEqualTo("registry.test/r/studio@" + digest);
    assertThat(spec.command()).containsExactly("serve", "--all words", "of it");
    assertThat(spec.limits()).isEqualTo(new Limits(1.5, 768L << 20, 200, 0));
    assertThat(spec.storage().sharedMemoryBytes()).isEqualTo(128L << 20);
    assertThat(spec.storage().mounts())
        .containsExactly(
            new VolumeMount(bench.homes.volume(session.home().orElseThrow()), "/home/user", false),
            new VolumeMount(new VolumeName("course-data"), "/data", true));
    assertThat(spec.environment())
        .containsEntry("COLOUR", "blue")
        .containsEntry("PASSWORD", FullEnvironment.SECRET);
    assertThat(spec.toString()).doesNotContain(FullEnvironment.SECRET);
  }

  @Test
  @Tag("ENV-01")
  void refusesAnAllowListThatNobodyWouldKeep() {
    Reach reach = new Reach(NetworkPolicy.ALLOW_LIST, List.of("cran.example.org"));

    Session session =
        bench.opened(
            student, added(new FullEnvironment(ImageReference.of("notebook"), "any").with(reach)));

    assertThat(session.reason())
        .contains(new StopReason("network-not-enforced", "cran.example.org"));
    assertThat(containers()).isEmpty();
  }

  @Test
  @Tag("ENV-01")
  void refusesDataThatTheAdministratorDoesNotOffer() {
    VolumeName anothersHome =
        bench.homes.volume(bench.opened(Bench.student()).home().orElseThrow());

    Session session =
        bench.opened(
            student,
            added(new FullEnvironment(ImageReference.of("notebook"), anothersHome.value())));

    assertThat(session.reason()).contains(new StopReason("data-unavailable", anothersHome.value()));
  }

  @Test
  @Tag("ENV-01")
  void failsForLackOfCapacityWhereThereIsNoGpu() {
    bench.fake.createVolume(new VolumeName("data"), VolumeOptions.local(DataVolumes.OFFERED));

    Session session =
        bench.opened(
            student, added(new FullEnvironment(ImageReference.of("notebook"), "data").withGpus(1)));

    assertThat(session.reason()).map(StopReason::code).contains("no-capacity");
    assertThat(containers()).isEmpty();
  }

  @Test
  @Tag("START-04")
  void waitsForOnePullWithAllWhoNeedItAndWithoutTheClockOfTheStart() throws Exception {
    CountDownLatch pulling = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    bench.fake.offer(
        "registry.test/slow",
        () -> {
          pulling.countDown();
          await(enough);
          bench.clock.advance(Duration.ofHours(2)); // a start has a minute
        });
    EnvironmentId slow = bench.notebook;
    bench.transactions.run(
        rows ->
            rows.createQuery("update VersionRow v set v.image = 'registry.test/slow:1'")
                .executeUpdate());
    Viewer other = Bench.student();
    var first = bench.sessions.open(bench.key(student, slow), student).id();
    var second = bench.sessions.open(bench.key(other, slow), other).id();

    Thread one = new Thread(bench::settle, "first");
    one.start();
    await(pulling);
    Thread two = new Thread(bench::settle, "second");
    two.start();
    two.join(20_000);
    assertThat(List.of(first, second))
        .allMatch(id -> bench.store.find(id).orElseThrow().state() == SessionState.PULLING);
    enough.countDown();
    one.join(20_000);

    assertThat(List.of(first, second))
        .allMatch(id -> bench.store.find(id).orElseThrow().state() == SessionState.READY);
    assertThat(bench.fake.pulls()).isEqualTo(1);
  }

  @Test
  @Tag("START-04")
  void tellsAllWhoWaitWhenTheOnePullFails() throws Exception {
    CountDownLatch pulling = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    bench.fake.offer(
        "registry.test/slow",
        () -> {
          pulling.countDown();
          await(enough);
          throw new EngineRefused(EngineRefused.Reason.TIMED_OUT, "too slow");
        });
    bench.transactions.run(
        rows ->
            rows.createQuery("update VersionRow v set v.image = 'registry.test/slow:1'")
                .executeUpdate());
    Viewer other = Bench.student();
    var first = bench.sessions.open(bench.key(student), student).id();
    var second = bench.sessions.open(bench.key(other), other).id();

    Thread one = new Thread(bench::settle, "first");
    one.start();
    await(pulling);
    Thread two = new Thread(bench::settle, "second");
    two.start();
    two.join(20_000);
    enough.countDown();
    one.join(20_000);

    assertThat(List.of(first, second))
        .allMatch(
            id ->
                bench
                    .store
                    .find(id)
                    .flatMap(Session::reason)
                    .orElseThrow()
                    .code()
                    .equals("pull-timeout"));
    assertThat(bench.fake.pulls()).isEqualTo(1);
  }

  @Test
  @Tag("ENG-05")
  void waitsInTheQueueWhileTheEngineIsAwayAndGoesOnByItself() {
    bench.fake.goAway();
    Session waiting = bench.opened(student);
    assertThat(waiting.state()).isEqualTo(SessionState.QUEUED);

    bench.fake.comeBack();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.starts.tick();
    bench.settle();

    assertThat(bench.store.find(waiting.id())).map(Session::state).contains(SessionState.READY);
  }

  @Test
  @Tag("START-01")
  void takesUpAgainWhatAnInstanceThatDiedLeftInTheMiddle() {
    Session queued = bench.store.open(bench.key(student), student, 1);
    bench.store.claim(queued.id());

    bench.reconciling.requeue();
    assertThat(bench.store.find(queued.id())).map(Session::state).contains(SessionState.PULLING);
    bench.clock.advance(SessionStore.CLAIM.plusSeconds(1));
    bench.reconciling.requeue();
    bench.starts.callUp();
    bench.settle();

    Session session = bench.store.find(queued.id()).orElseThrow();
    assertThat(session.state()).isEqualTo(SessionState.READY);
    assertThat(session.attempts()).isEqualTo(2);
  }

  @Test
  void putsFilesInPlaceBeforeItIsShownAndBeginsThere() {
    List<SessionState> seen = new ArrayList<>();
    bench.providers.add(
        provider(
            false,
            key -> {
              seen.add(bench.store.find(key).orElseThrow().state());
              return Optional.of("work/exercise 1.ipynb");
            }));

    Session session = bench.opened(student);

    assertThat(seen).containsExactly(SessionState.STARTING);
    assertThat(session.openPath()).contains("/notebooks/work/exercise%201.ipynb");
  }

  @Test
  @Tag("START-06")
  void failsWithARefusalOfWhoHasTheFiles() {
    bench.providers.add(
        provider(
            false,
            key -> {
              throw new Refusal("assignment.not-yet", 403);
            }));

    Session session = bench.opened(student);

    assertThat(session.reason()).contains(new StopReason("files-refused", "assignment.not-yet"));
    assertThat(containers()).isEmpty();
  }

  @Test
  void showsAnothersWorkReadOnlyInAScratchHomeWithoutNetworkAndToken() {
    List<VolumeName> prepared = new ArrayList<>();
    bench.providers.add(
        provider(
            true,
            (key, workspaces) -> {
              prepared.add(bench.homes.volume(workspaces.home(key)));
              return Optional.of("submission/exercise.ipynb");
            }));

    Session reading = bench.opened(student);

    ContainerSpec spec = bench.fake.spec(reading.place().orElseThrow().container());
    VolumeName home = bench.homes.volume(reading.home().orElseThrow());
    assertThat(prepared).hasSize(1).doesNotContain(home);
    assertThat(spec.storage().mounts())
        .containsExactly(
            new VolumeMount(home, "/home/user", false),
            new VolumeMount(prepared.get(0), "/home/user/handed-in", true));
    assertThat(spec.network()).contains("closed");
    assertThat(spec.environment()).doesNotContainKeys("MYDOCKER_TOKEN", "MYDOCKER_URL");
    assertThat(reading.openPath()).contains("/notebooks/handed-in/submission/exercise.ipynb");
  }

  @Test
  void forgetsWhatWasReadAndTheScratchHomeWithTheSession() {
    bench.providers.add(provider(true, key -> Optional.empty()));

    Session reading = bench.opened(student);
    assertThat(bench.fake.volumes(Map.of())).hasSize(2);
    bench.fake.goAway();
    bench.sessions.stop(reading.id(), student);
    bench.settle();
    bench.fake.comeBack();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.engine.ping();
    bench.reconciling.compare();

    assertThat(bench.fake.volumes(Map.of())).isEmpty();
    assertThat(rowsOfHomes()).isZero();
  }

  @Test
  void saysThatFilesAreKeptOnlyWhereTheyAre() {
    Session working = bench.opened(Bench.student());
    bench.providers.add(provider(true, key -> Optional.empty()));
    Session reading = bench.opened(student);

    assertThat(bench.homes.keeps(working.home().orElseThrow())).isTrue();
    assertThat(bench.homes.keeps(reading.home().orElseThrow())).isFalse();

    bench.sessions.stop(reading.id(), student);
    bench.settle();
    assertThat(bench.homes.keeps(reading.home().orElseThrow())).isFalse();
  }

  @Test
  void showsNothingOfWhatWasReadToASessionThatWorks() {
    Session working = bench.opened(student);

    assertThat(bench.fake.spec(working.place().orElseThrow().container()).storage().mounts())
        .extracting(VolumeMount::target)
        .containsExactly("/home/user");
  }

  @Test
  void leavesNothingBehindWhenItIsStoppedWhileItStarts() {
    bench.providers.add(
        provider(
            false,
            key -> {
              Session now = bench.store.find(key).orElseThrow();
              bench.store.stopping(now.id(), StopReason.BY_OWNER).ifPresent(bench.stopping::finish);
              return Optional.empty();
            }));

    Session session = bench.opened(student);

    assertThat(session.state()).isEqualTo(SessionState.STOPPED);
    assertThat(containers()).isEmpty();
    assertThat(bench.doors).doesNotContain("open " + session.name());
  }

  @Test
  void tellsEverythingAgainToWhoComesLate() {
    Session session = bench.opened(student);
    Collecting collecting = new Collecting();

    bench.progress.of(session.id()).subscribe(collecting);
    bench.settle();

    assertThat(collecting.events).extracting(StartEvent::state).endsWith(SessionState.READY);
    assertThat(collecting.events).hasSize(5);
    assertThat(collecting.complete).isTrue();
  }

  @Test
  @Tag("START-07")
  void letsCoursesTakeTurns() {
    Viewer other =
        new Viewer(
            PersonId.random(),
            Bench.TENANT,
            Optional.of(CourseId.random()),
            Role.STUDENT,
            Set.of(),
            Locale.ENGLISH);
    for (int i = 0; i < 5; i++) {
      Viewer crowd = Bench.student();
      bench.store.open(bench.key(crowd), crowd, 1);
      bench.clock.advance(Duration.ofSeconds(1));
    }
    Session late = bench.store.open(bench.key(other), other, 1);

    assertThat(bench.starts.position(late.id())).contains(2);
  }

  @Test
  void startsAnewAsTheSameSessionWithTheNextGeneration() {
    Session first = bench.opened(student);

    bench.sessions.restart(first.id(), student);
    bench.settle();

    Session again = bench.store.find(first.id()).orElseThrow();
    assertThat(again.state()).isEqualTo(SessionState.READY);
    assertThat(again.generation()).isEqualTo(2);
    assertThat(again.home()).isEqualTo(first.home());
    assertThat(containers()).hasSize(1);
  }

  private EnvironmentId added(FullEnvironment full) {
    return bench.adding.add(full.listing(Bench.TENANT, Bench.COURSE), full.design());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("START-07")
  void letsTwentyWaitInTheQueueFourAtATimeAndRefusesNobody() {
    List<Integer> underWay = new ArrayList<>();
    bench.providers.add(
        provider(
            false,
            key -> {
              underWay.add(
                  bench
                      .store
                      .in(SessionState.PULLING, SessionState.CREATING, SessionState.STARTING)
                      .size());
              return Optional.empty();
            }));
    List<SessionId> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Viewer one = Bench.student();
      asked.add(bench.sessions.open(bench.key(one), one).id());
    }
    assertThat(asked)
        .extracting(id -> bench.starts.position(id).orElseThrow())
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());

    bench.settle();

    assertThat(underWay).hasSize(20).allMatch(many -> many <= 4).contains(4);
    assertThat(bench.store.in(SessionState.READY)).extracting(Session::id).hasSameElementsAs(asked);
  }

  @Test
  @Tag("ENV-06")
  void setsWhatTheSiteSaysAndAsManyThreadsAsProcessors() {
    new Copies(bench.transactions).change(bench.notebook, 4);

    Map<String, String> variables = variables(bench.opened(student));

    assertThat(variables).containsAllEntriesOf(Bench.OF_SITE);
    assertThat(THREADS).allSatisfy(name -> assertThat(variables).containsEntry(name, "4"));
    assertThat(variables)
        .containsEntry("TZ", "Z")
        .containsEntry("LANGUAGE", "en")
        .containsEntry("GIT_AUTHOR_NAME", "A Person")
        .containsEntry("GIT_COMMITTER_NAME", "A Person")
        .containsEntry("GIT_AUTHOR_EMAIL", student.person() + "@users.invalid")
        .containsEntry("GIT_COMMITTER_EMAIL", student.person() + "@users.invalid");
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1", "1, 1", "1.5, 2", "2, 2"})
  @Tag("ENV-06")
  void roundsAPartOfAProcessorUpToAThread(double cpus, String threads) {
    new Copies(bench.transactions).change(bench.notebook, cpus);

    Map<String, String> variables = variables(bench.opened(student));

    assertThat(THREADS).allSatisfy(name -> assertThat(variables).containsEntry(name, threads));
  }

  @Test
  @Tag("ENV-06")
  void letsAnEnvironmentSayOtherwise() {
    Copies copies = new Copies(bench.transactions);
    copies.variable(bench.notebook, "", "PIP_REPOSITORY", "https://own.test");
    copies.variable(bench.notebook, "", "OMP_NUM_THREADS", "7");
    copies.variable(bench.notebook, "", "TZ", "Europe/Paris");
    copies.variable(bench.notebook, "", "GIT_AUTHOR_NAME", "A Group");

    assertThat(variables(bench.opened(student)))
        .containsEntry("PIP_REPOSITORY", "https://own.test")
        .containsEntry("OMP_NUM_THREADS", "7")
        .containsEntry("TZ", "Europe/Paris")
        .containsEntry("GIT_AUTHOR_NAME", "A Group")
        .containsEntry("HTTPS_PROXY", "http://proxy.test:3128");
  }

  @Test
  @Tag("HOME-02")
  void hasOneGlobalHomeInTwoEnvironmentsThatRunAtOnce() {
    Copies copies = new Copies(bench.transactions);
    Session one = openedIn(copies.with(bench.notebook, HomePolicy.GLOBAL));
    Session two = openedIn(copies.with(bench.notebook, HomePolicy.GLOBAL));

    assertThat(now(one)).isEqualTo(SessionState.READY);
    assertThat(now(two)).isEqualTo(SessionState.READY);
    assertThat(one.place()).isNotEqualTo(two.place());
    assertThat(mounts(one)).hasSize(1).isEqualTo(mounts(two));
  }

  @Test
  @Tag("HOME-02")
  void hasAHomeForEachEnvironmentWhereThatIsThePolicy() {
    Copies copies = new Copies(bench.transactions);
    Session one = openedIn(copies.with(bench.notebook, HomePolicy.ENVIRONMENT));
    Session two = openedIn(copies.with(bench.notebook, HomePolicy.ENVIRONMENT));
    Session global = bench.opened(student);
    List<VolumeMount> before = mounts(one);

    assertThat(List.of(before, mounts(two), mounts(global))).doesNotHaveDuplicates();
    bench.sessions.restart(one.id(), student);
    bench.settle();
    assertThat(mounts(bench.store.find(one.id()).orElseThrow())).isEqualTo(before);
  }

  @Test
  @Tag("HOME-01")
  void namesNoVolumeAfterAPersonAndSharesNoneBetweenTwo() {
    VolumeName first = mounts(bench.opened(student)).get(0).volume();
    VolumeName second = mounts(bench.opened(Bench.student())).get(0).volume();

    assertThat(first).isNotEqualTo(second);
    assertThat(first.value())
        .matches("mydocker-home-[0-9a-f]{32}")
        .doesNotContain(student.person().toString().replace("-", ""));
  }

  @Test
  @Tag("RUN-04")
  void saysWhetherTheOwnerOrSomebodyElseStoppedIt() {
    Session own = bench.opened(student);
    bench.sessions.stop(own.id(), student);
    bench.settle();
    assertThat(reason(own)).contains("by-owner");

    Session helped = bench.opened(student);
    Viewer administrator =
        new Viewer(
            PersonId.random(),
            Bench.TENANT,
            Optional.empty(),
            Role.NONE,
            Set.of(SiteRole.ADMINISTRATOR),
            Locale.ENGLISH);
    bench.sessions.stop(helped.id(), administrator);
    bench.settle();
    assertThat(reason(helped)).contains("by-staff");
  }

  private Session openedIn(EnvironmentId environment) {
    SessionKey key =
        new SessionKey(student.person(), environment, Optional.empty(), student.role());
    SessionId id = bench.sessions.open(key, student).id();
    bench.settle();
    return bench.store.find(id).orElseThrow();
  }

  private SessionState now(Session session) {
    return bench.store.find(session.id()).orElseThrow().state();
  }

  private Optional<String> reason(Session session) {
    return bench.store.find(session.id()).orElseThrow().reason().map(StopReason::code);
  }

  private List<VolumeMount> mounts(Session session) {
    return bench.fake.spec(session.place().orElseThrow().container()).storage().mounts();
  }

  private Map<String, String> variables(Session session) {
    return bench.fake.spec(session.place().orElseThrow().container()).environment();
  }

  private long rowsOfHomes() {
    return bench.transactions.in(
        rows -> rows.createQuery("select count(h) from HomeRow h", Long.class).getSingleResult());
  }

  private List<ContainerSummary> containers() {
    return bench.fake.list(SessionLabels.ofInstallation(Bench.INSTALLATION));
  }

  private List<StartEvent> told(Session session) {
    return bench.store.events(session.id(), session.generation(), 0);
  }

  private static WorkspaceProvider provider(
      boolean reading, Function<SessionKey, Optional<String>> prepare) {
    return provider(reading, (key, workspaces) -> prepare.apply(key));
  }

  private static WorkspaceProvider provider(
      boolean reading, BiFunction<SessionKey, Workspaces, Optional<String>> prepare) {
    return new WorkspaceProvider() {
      @Override
      public boolean provides(SessionKey key) {
        return true;
      }

      @Override
      public boolean reading(SessionKey key) {
        return reading;
      }

      @Override
      public Optional<String> prepare(SessionKey key, Workspaces workspaces) {
        return prepare.apply(key, workspaces);
      }
    };
  }

  private static final class Collecting implements Flow.Subscriber<StartEvent> {
    private final List<StartEvent> events = new ArrayList<>();
    private boolean complete;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StartEvent event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      complete = true;
    }
  }
}
