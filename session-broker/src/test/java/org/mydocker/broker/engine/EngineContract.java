package org.mydocker.broker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.EngineEvent.What;
import org.mydocker.broker.engine.EngineRefused.Reason;

/**
 * What every engine promises, the one in memory and the real ones; each test removes what it made.
 */
public interface EngineContract {
  String IMAGE = "mydocker/test-web:1";
  Limits LIMITS = new Limits(0.5, 32L << 20, 32);

  Engine engine();

  /** A value by which all of one test class's things are found and removed. */
  String installation();

  /** A name that nothing else has. */
  String name();

  /** An image of a registry that the engine can reach, and has not pulled yet. */
  Offered offered();

  /** Whether a container can have a GPU there. */
  boolean hasGpu();

  /** By the tag 1 and by its digest. */
  record Offered(String name, String digest) {
    String pinned() {
      return name + "@" + digest;
    }
  }

  private ContainerSpec spec(String... command) {
    SessionLabels labels = new SessionLabels(installation(), "s1", "h1", 1);
    return ContainerSpec.of(name(), IMAGE, LIMITS).withLabels(labels.asMap()).withCommand(command);
  }

  private Map<String, String> mine() {
    return SessionLabels.ofInstallation(installation());
  }

  private ContainerState.Exited ended(ContainerId container) {
    Eventually.become(() -> engine().inspect(container) instanceof ContainerState.Exited);
    return (ContainerState.Exited) engine().inspect(container);
  }

  private static void assertRefused(Reason reason, Runnable act) {
    assertThatThrownBy(act::run)
        .asInstanceOf(type(EngineRefused.class))
        .extracting(EngineRefused::reason)
        .isEqualTo(reason);
  }

  @Test
  @Tag("ENG-01")
  default void agreesOnAVersionOfTheApi() {
    assertThat(engine().ping().api()).matches("1\\.(4[1-9]|[5-9][0-9])");
  }

  @Test
  default void knowsTheImagesThatItHolds() {
    assertThat(engine().image(IMAGE))
        .get()
        .extracting(ImageFacts::id)
        .asString()
        .startsWith("sha256:");
    assertThat(engine().image("mydocker/nothing:1")).isEmpty();
  }

  @Test
  default void refusesAContainerOfAnImageThatIsMissing() {
    ContainerSpec spec = ContainerSpec.of(name(), "mydocker/nothing:1", LIMITS);
    assertThatThrownBy(() -> engine().create(spec)).isInstanceOf(ImageMissing.class);
  }

  @Test
  @Tag("ENV-01")
  default void pullsAndRunsAnImageByItsDigestAndNoOther() {
    String pinned = offered().pinned();
    String another = offered().name() + "@sha256:" + "0".repeat(64);
    engine().pull(pinned, Duration.ofSeconds(60), progress -> {});

    assertThat(engine().image(pinned))
        .get()
        .extracting(ImageFacts::digests)
        .asString()
        .contains(pinned);
    assertThat(engine().image(another)).isEmpty();
    assertRefused(
        Reason.IMAGE_NOT_FOUND,
        () -> engine().pull(another, Duration.ofSeconds(60), progress -> {}));
    ContainerSpec spec = ContainerSpec.of(name(), pinned, LIMITS).withLabels(mine());
    ContainerId container = engine().create(spec.withCommand("echo", "pinned"));
    engine().start(container);
    assertThat(ended(container).code()).isZero();
    assertThat(engine().logTail(container, 5)).isEqualTo("pinned\n");
    engine().remove(container);
    ContainerSpec other = ContainerSpec.of(name(), another, LIMITS);
    assertThatThrownBy(() -> engine().create(other)).isInstanceOf(ImageMissing.class);
  }

  @Test
  @Tag("ENV-01")
  default void refusesToStartWhereThereIsNoGpu() {
    Assumptions.assumeFalse(hasGpu(), "this engine has a GPU to give");
    Limits one = new Limits(LIMITS.cpus(), LIMITS.memoryBytes(), LIMITS.processes(), 1);
    ContainerSpec spec = ContainerSpec.of(name(), IMAGE, one).withLabels(mine());
    ContainerId container = engine().create(spec.withCommand("sleep", "600"));
    assertRefused(Reason.NO_GPU, () -> engine().start(container));
    engine().remove(container);
  }

  @Test
  @Tag("ENV-01")
  default void letsNobodyWriteToAVolumeThatIsMountedReadOnly() {
    VolumeName volume = new VolumeName(name());
    engine().createVolume(volume, VolumeOptions.local(mine()));
    ContainerId container =
        engine()
            .create(spec("touch", "/data/new").withMounts(new VolumeMount(volume, "/data", true)));
    engine().start(container);
    assertThat(ended(container).code()).isEqualTo(1);
    assertThat(engine().logTail(container, 5)).contains("Read-only file system");
    engine().remove(container);
    engine().removeVolume(volume);
  }

  @Test
  @Tag("ENG-01")
  default void startsStopsAndRemovesAContainer() {
    ContainerId container = engine().create(spec("sleep", "600"));
    assertThat(engine().inspect(container)).isInstanceOf(ContainerState.Created.class);
    engine().start(container);
    engine().start(container); // again is no error
    assertThat(engine().inspect(container)).isInstanceOf(ContainerState.Running.class);
    engine().stop(container, Duration.ofSeconds(5));
    assertThat(ended(container).outOfMemory()).isFalse();
    engine().stop(container, Duration.ZERO);
    engine().remove(container);
    engine().remove(container);
    assertThat(engine().inspect(container)).isInstanceOf(ContainerState.Missing.class);
  }

  @Test
  default void tellsHowAProgramEndedAndWhatItWrote() {
    ContainerId failing = engine().create(spec("false"));
    engine().start(failing);
    assertThat(ended(failing).code()).isEqualTo(1);
    ContainerId talking = engine().create(spec("echo", "hello", "there"));
    engine().start(talking);
    assertThat(ended(talking).code()).isZero();
    assertThat(engine().logTail(talking, 20)).isEqualTo("hello there\n");
    engine().remove(failing);
    engine().remove(talking);
  }

  @Test
  default void refusesANameThatIsTaken() {
    ContainerSpec spec = spec("sleep", "600");
    ContainerId container = engine().create(spec);
    assertRefused(Reason.NAME_TAKEN, () -> engine().create(spec));
    engine().remove(container);
  }

  @Test
  default void endsAtOnceWith127WhereTheImageHasNoSuchCommand() {
    ContainerId container = engine().create(spec("no-such-command"));
    engine().start(container);
    assertThat(ended(container).code()).isEqualTo(127);
    engine().remove(container);
  }

  @Test
  @Tag("HOME-01")
  default void neverMakesUpAVolumeThatIsMissing() {
    VolumeName volume = new VolumeName(name());
    VolumeMount mount = new VolumeMount(volume, "/data", false);
    assertRefused(
        Reason.NO_SUCH_VOLUME, () -> engine().create(spec("sleep", "1").withMounts(mount)));
    assertThat(engine().volumeExists(volume)).isFalse();
  }

  @Test
  @Tag("HOME-01")
  default void keepsVolumesAndRefusesToRemoveOneInUse() {
    VolumeName volume = new VolumeName(name());
    engine().createVolume(volume, VolumeOptions.local(mine()));
    engine().createVolume(volume, VolumeOptions.local(mine()));
    assertThat(engine().volumeExists(volume)).isTrue();
    assertThat(engine().volumes(mine())).contains(volume);
    ContainerId container =
        engine().create(spec("sleep", "1").withMounts(new VolumeMount(volume, "/data", true)));
    assertRefused(Reason.VOLUME_IN_USE, () -> engine().removeVolume(volume));
    engine().remove(container);
    engine().removeVolume(volume);
    engine().removeVolume(volume);
    assertThat(engine().volumeExists(volume)).isFalse();
  }

  @Test
  @Tag("HOME-01")
  default void hasLetGoOfAVolumeForEachOfManyWhoRemoveAContainer() {
    VolumeName volume = new VolumeName(name());
    engine().createVolume(volume, VolumeOptions.local(mine()));
    ContainerId container =
        engine().create(spec("sleep", "600").withMounts(new VolumeMount(volume, "/data", false)));
    engine().start(container);

    Runnable cleanUp =
        () -> {
          engine().remove(container);
          engine().removeVolume(volume);
        };
    CompletableFuture.allOf(
            Stream.generate(() -> CompletableFuture.runAsync(cleanUp))
                .limit(4)
                .toArray(CompletableFuture[]::new))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();

    assertThat(engine().inspect(container)).isInstanceOf(ContainerState.Missing.class);
    assertThat(engine().volumeExists(volume)).isFalse();
  }

  @Test
  default void givesAContainerAnAddressOnTheNetwork() {
    NetworkSpec network = network("10.213.1.0/24", true);
    EngineNetwork made = engine().ensureNetwork(network);
    assertThat(engine().ensureNetwork(network)).isEqualTo(made);
    assertThat(made.gateway()).matches("10\\.21[34]\\.1\\.1");
    ContainerId container = engine().create(spec("sleep", "600").withNetwork(network.name()));
    engine().start(container);
    assertThat(engine().inspect(container))
        .asInstanceOf(type(ContainerState.Running.class))
        .extracting(running -> running.address().orElse("none"))
        .asString()
        .startsWith(made.gateway().replaceFirst("1$", ""));
    engine().remove(container);
    engine().removeNetwork(network.name());
    engine().removeNetwork(network.name());
  }

  @Test
  default void givesTheSameNetworkToAllWhoWantItAtOnce() {
    NetworkSpec network = network("10.213.4.0/24", true);
    List<CompletableFuture<EngineNetwork>> asked =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> engine().ensureNetwork(network)))
            .limit(4)
            .toList();
    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    engine().removeNetwork(network.name());
  }

  @Test
  default void putsANetworkWhereNoOtherLies() {
    NetworkSpec first = network("10.213.5.0/24", true);
    String taken = engine().ensureNetwork(first).gateway().replaceFirst("1$", "0/24");
    NetworkSpec second = network(List.of(taken), true);
    NetworkSpec third = network(List.of(taken, "10.216.6.0/24", "10.217.6.0/24"), true);

    assertRefused(Reason.SUBNET_TAKEN, () -> engine().ensureNetwork(second));
    EngineNetwork made = engine().ensureNetwork(third);

    assertThat(made.gateway()).matches("10\\.21[67]\\.6\\.1");
    assertThat(engine().ensureNetwork(third)).isEqualTo(made);
    engine().removeNetwork(first.name());
    engine().removeNetwork(third.name());
  }

  @Test
  default void refusesANetworkThatIsOtherwiseMade() {
    NetworkSpec open = network("10.213.2.0/24", false);
    engine().ensureNetwork(open);
    NetworkSpec closed =
        new NetworkSpec(open.name(), open.bridge(), open.subnets(), true, open.labels());
    assertRefused(Reason.NETWORK_DIFFERS, () -> engine().ensureNetwork(closed));
    engine().removeNetwork(open.name());
  }

  @Test
  default void refusesToStartWhereTheNetworkIsGone() {
    ContainerId container = engine().create(spec("sleep", "600").withNetwork(name()));
    assertRefused(Reason.NO_SUCH_NETWORK, () -> engine().start(container));
    engine().remove(container);
  }

  @Test
  @Tag("ENG-03")
  default void findsContainersByTheirLabelsAndReadsThemBack() {
    ContainerId container = engine().create(spec("sleep", "600"));
    List<ContainerSummary> found = engine().list(mine());
    assertThat(found).extracting(ContainerSummary::id).contains(container);
    assertThat(SessionLabels.from(found.get(0).labels()))
        .contains(new SessionLabels(installation(), "s1", "h1", 1));
    assertThat(engine().list(SessionLabels.ofInstallation("somebody-else"))).isEmpty();
    engine().remove(container);
  }

  @Test
  @Tag("ENG-04")
  default void tellsWithinTwoSecondsThatAContainerDied() {
    Recorded recorded = new Recorded();
    Instant before = Instant.now().minusMillis(200);
    Engine.Subscription stream = engine().events(mine(), before, recorded);
    ContainerId container = engine().create(spec("false"));
    engine().start(container);
    ended(container);
    Eventually.become(Duration.ofSeconds(2), () -> recorded.saw(container, What.DIED));
    assertThat(recorded.of(container)).containsExactly(What.STARTED, What.DIED);
    EngineEvent death = recorded.events.get(recorded.events.size() - 1);
    assertThat(death.exitCode()).contains(1);
    assertThat(SessionLabels.from(death.labels())).get().extracting("session").isEqualTo("s1");
    stream.close();

    Recorded later = new Recorded();
    stream = engine().events(mine(), before, later);
    Eventually.become(() -> later.saw(container, What.DIED)); // what was missed is told
    stream.close();
    engine().remove(container);
    assertThat(later.saw(container, What.REMOVED)).isFalse();
    assertThat(later.lost).isEmpty();
  }

  @Test
  @Tag("RUN-01")
  default void givesARunningContainerOtherLimits() {
    ContainerId container = engine().create(spec("sleep", "600"));
    engine().start(container);
    engine().limit(container, new Limits(1.5, 64L << 20, 64));
    assertThat(engine().usage(container).processes()).isPositive();
    engine().remove(container);
  }

  @Test
  default void refusesQuestionsAboutAContainerThatIsMissing() {
    ContainerId nobody = new ContainerId("nobody-" + name());
    assertThat(engine().inspect(nobody)).isInstanceOf(ContainerState.Missing.class);
    assertRefused(Reason.NO_SUCH_CONTAINER, () -> engine().start(nobody));
    assertRefused(Reason.NO_SUCH_CONTAINER, () -> engine().usage(nobody));
    engine().stop(nobody, Duration.ZERO);
    engine().remove(nobody);
  }

  @Test
  default void runsAProgramAndGivesItsTwoStreams() {
    byte[] input = "straße\n".repeat(20_000).getBytes(UTF_8);
    byte[] output =
        engine()
            .run(
                spec("echo", "hello"),
                InputStream.nullInputStream(),
                Duration.ofSeconds(20),
                program -> program.output().readAllBytes());
    assertThat(output).asString(UTF_8).isEqualTo("hello\n");
    String complaints =
        engine()
            .run(
                spec("ls", "/nothing"),
                new ByteArrayInputStream(input),
                Duration.ofSeconds(20),
                program -> {
                  assertThat(program.output().readAllBytes()).isEmpty();
                  return new String(program.complaints(), UTF_8);
                });
    assertThat(complaints).contains("ls");
    assertThat(engine().list(mine())).isEmpty();
  }

  @Test
  default void endsAProgramThatRunsTooLong() {
    assertRefused(
        Reason.TIMED_OUT,
        () ->
            engine()
                .run(
                    spec("sleep", "600"),
                    InputStream.nullInputStream(),
                    Duration.ofSeconds(1),
                    program -> program.output().read()));
    assertThat(engine().list(mine())).isEmpty();
  }

  /** There, or beside it where a run that was killed left something there. */
  private NetworkSpec network(String subnet, boolean internal) {
    return network(List.of(subnet, subnet.replaceFirst("^10\\.213\\.", "10.214.")), internal);
  }

  private NetworkSpec network(List<String> subnets, boolean internal) {
    String unique = name();
    String bridge = "mydt" + unique.substring(unique.length() - 8);
    return new NetworkSpec(unique, bridge, subnets, internal, mine());
  }

  /** Keeps what it is told. */
  final class Recorded implements EventSink {
    final List<EngineEvent> events = new CopyOnWriteArrayList<>();
    volatile Optional<EngineFailure> lost = Optional.empty();

    @Override
    public void happened(EngineEvent event) {
      events.add(event);
    }

    @Override
    public void lost(EngineFailure why) {
      lost = Optional.of(why);
    }

    boolean saw(ContainerId container, What what) {
      return of(container).contains(what);
    }

    List<What> of(ContainerId container) {
      return events.stream()
          .filter(event -> event.container().equals(container))
          .map(EngineEvent::what)
          .toList();
    }
  }
}
