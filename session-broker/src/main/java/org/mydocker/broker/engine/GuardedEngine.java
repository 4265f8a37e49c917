package org.mydocker.broker.engine;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine behind a fuse (ENG-05): once it is known to be away, callers are told at once instead
 * of each waiting for a time-out of its own, until one of them finds it back.
 */
public final class GuardedEngine implements Engine {
  private final Engine engine;
  private final Breaker breaker;

  public GuardedEngine(Engine engine, Clock clock) {
    this.engine = engine;
    this.breaker = new Breaker(clock, 3, Duration.ofSeconds(1), Duration.ofSeconds(15));
  }

  /** Since when and why it is away; empty while it answers. Asks nobody. */
  public Optional<EngineAway> away() {
    return breaker.away();
  }

  /** How many calls were made to it. */
  public long calls() {
    return breaker.calls();
  }

  /** How many of them it did not answer. */
  public long failures() {
    return breaker.unanswered();
  }

  @Override
  public EngineVersion ping() {
    return breaker.call(engine::ping);
  }

  @Override
  public EngineNetwork ensureNetwork(NetworkSpec spec) {
    return breaker.call(() -> engine.ensureNetwork(spec));
  }

  @Override
  public void removeNetwork(String name) {
    call(() -> engine.removeNetwork(name));
  }

  @Override
  public Optional<ImageFacts> image(String reference) {
    return breaker.call(() -> engine.image(reference));
  }

  @Override
  public void pull(String reference, Duration limit, Consumer<PullProgress> progress) {
    call(() -> engine.pull(reference, limit, progress));
  }

  @Override
  public ContainerId create(ContainerSpec spec) {
    return breaker.call(() -> engine.create(spec));
  }

  @Override
  public void start(ContainerId container) {
    call(() -> engine.start(container));
  }

  @Override
  public ContainerState inspect(ContainerId container) {
    return breaker.call(() -> engine.inspect(container));
  }

  @Override
  public void stop(ContainerId container, Duration grace) {
    call(() -> engine.stop(container, grace));
  }

  @Override
  public void remove(ContainerId container) {
    call(() -> engine.remove(container));
  }

  @Override
  public List<ContainerSummary> list(Map<String, String> labels) {
    return breaker.call(() -> engine.list(labels));
  }

  @Override
  public String logTail(ContainerId container, int lines) {
    return breaker.call(() -> engine.logTail(container, lines));
  }

  @Override
  public Usage usage(ContainerId container) {
    return breaker.call(() -> engine.usage(container));
  }

  @Override
  public void limit(ContainerId container, Limits limits) {
    call(() -> engine.limit(container, limits));
  }

  @Override
  public Subscription events(Map<String, String> labels, Instant since, EventSink sink) {
    return breaker.call(() -> engine.events(labels, since, sink));
  }

  @Override
  public void createVolume(VolumeName name, VolumeOptions options) {
    call(() -> engine.createVolume(name, options));
  }

  @Override
  public boolean volumeExists(VolumeName name) {
    return breaker.call(() -> engine.volumeExists(name));
  }

  @Override
  public void removeVolume(VolumeName name) {
    call(() -> engine.removeVolume(name));
  }

  @Override
  public List<VolumeName> volumes(Map<String, String> labels) {
    return breaker.call(() -> engine.volumes(labels));
  }

  @Override
  public <T> T run(
      ContainerSpec program, InputStream input, Duration limit, ProgramReader<T> reader) {
    return breaker.call(() -> engine.run(program, input, limit, reader));
  }

  @Override
  public void close() {
    engine.close();
  }

  private void call(Runnable act) {
    Supplier<Boolean> question =
        () -> {
          act.run();
          return true;
        };
    breaker.call(question);
  }
}
