package org.mydocker.broker.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.EventType;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.ContainerSummary;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineNetwork;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineRefused.Reason;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.EngineVersion;
import org.mydocker.broker.engine.EventSink;
import org.mydocker.broker.engine.ImageFacts;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.ProgramReader;
import org.mydocker.broker.engine.PullProgress;
import org.mydocker.broker.engine.Usage;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;

/**
 * Docker Engine 20.10 and later (API 1.41), by docker-java (ENG-01). Quick questions have ten
 * seconds, what makes or starts something a minute; pulls, programs and stops have the limit that
 * they are given. What the engine would make up silently, a missing volume, is looked for first.
 */
public final class DockerEngine implements Engine {
  private static final int LOG_BYTES = 64 << 10;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int MOST_TRIES = 10;

  private final Duration quick;
  private final Duration slow;
  private final DockerConnection docker;
  private final Networks networks;
  private final ScheduledThreadPoolExecutor clock;

  public DockerEngine(DockerAddress address) {
    this(address, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  DockerEngine(DockerAddress address, Duration quick, Duration slow) {
    this.quick = quick;
    this.slow = slow;
    this.docker = new DockerConnection(address);
    this.networks = new Networks(docker, quick, slow);
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "docker-time-limits");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
  }

  @Override
  public EngineVersion ping() {
    return docker.version(quick);
  }

  @Override
  public EngineNetwork ensureNetwork(NetworkSpec spec) {
    return networks.ensure(spec);
  }

  @Override
  public void removeNetwork(String name) {
    networks.remove(name);
  }

  @Override
  public Optional<ImageFacts> image(String reference) {
    return docker.ask(
        quick,
        client -> {
          try {
            return Optional.of(Images.facts(client.inspectImageCmd(reference).exec()));
          } catch (NotFoundException none) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void pull(String reference, Duration limit, Consumer<PullProgress> progress) {
    Images.Pull pull = new Images.Pull(reference, progress);
    docker.ask(slow, client -> client.pullImageCmd(Images.withTag(reference)).exec(pull));
    pull.await(limit);
  }

  @Override
  public ContainerId create(ContainerSpec spec) {
    return create(spec, false);
  }

  private ContainerId create(ContainerSpec spec, boolean withInput) {
    for (VolumeMount mount : spec.storage().mounts()) {
      if (!volumeExists(mount.volume())) {
        throw new EngineRefused(Reason.NO_SUCH_VOLUME, "no such volume: " + mount.volume());
      }
    }
    return docker.ask(
        slow, client -> new ContainerId(Creation.of(client, spec, withInput).exec().getId()));
  }

  @Override
  public void start(ContainerId container) {
    docker.ask(
        slow,
        client -> {
          try {
            client.startContainerCmd(container.value()).exec();
          } catch (NotModifiedException running) {
            return false;
          }
          return true;
        });
  }

  @Override
  public ContainerState inspect(ContainerId container) {
    return docker.ask(
        quick,
        client -> {
          try {
            return state(client.inspectContainerCmd(container.value()).exec());
          } catch (NotFoundException none) {
            return new ContainerState.Missing();
          }
        });
  }

  private static ContainerState state(InspectContainerResponse found) {
    InspectContainerResponse.ContainerState state = found.getState();
    if (Boolean.TRUE.equals(state.getRunning())) {
      return new ContainerState.Running(address(found), Instant.parse(state.getStartedAt()));
    }
    if ("created".equals(state.getStatus())) {
      return new ContainerState.Created();
    }
    Long code = state.getExitCodeLong();
    return new ContainerState.Exited(
        code == null ? -1 : code.intValue(),
        Boolean.TRUE.equals(state.getOOMKilled()),
        Instant.parse(state.getFinishedAt()));
  }

  private static Optional<String> address(InspectContainerResponse found) {
    return found.getNetworkSettings().getNetworks().values().stream()
        .map(ContainerNetwork::getIpAddress)
        .filter(address -> address != null && !address.isEmpty())
        .findFirst();
  }

  @Override
  public void stop(ContainerId container, Duration grace) {
    docker.ask(
        grace.plus(slow),
        client -> {
          try {
            int seconds = (int) Math.max(0, Math.min(3600, grace.toSeconds()));
            client.stopContainerCmd(container.value()).withTimeout(seconds).exec();
          } catch (NotModifiedException | NotFoundException stopped) {
            return false;
          }
          return true;
        });
  }

  /**
   * Two who clean up meet: the first one's removal is the second one's as well, once it is done;
   * until then the container holds its volumes and its network.
   */
  @Override
  public void remove(ContainerId container) {
    boolean gone = soon(() -> removed(container));
    if (!gone) {
      throw new EngineRefused(
          Reason.OTHER, "a removal of " + container + " is in progress and does not end");
    }
  }

  /** False while another removal of it is in progress. */
  private boolean removed(ContainerId container) {
    return docker.ask(
        slow,
        client -> {
          try {
            client
                .removeContainerCmd(container.value())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
          } catch (NotFoundException none) {
            return true;
          } catch (ConflictException other) {
            if (!other.getMessage().contains("already in progress")) {
              throw other;
            }
            return false;
          }
          return true;
        });
  }

  /** Asks again for a short while until it is so; whether it became so. */
  private boolean soon(BooleanSupplier question) {
    long end = System.nanoTime() + quick.toNanos();
    boolean so = question.getAsBoolean();
    while (!so && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      so = question.getAsBoolean();
    }
    return so;
  }

  @Override
  public List<ContainerSummary> list(Map<String, String> labels) {
    return docker.ask(
        quick,
        client ->
            client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                .map(DockerEngine::summary)
                .toList());
  }

  private static ContainerSummary summary(Container found) {
    String name = found.getNames().length == 0 ? "" : found.getNames()[0].substring(1);
    return new ContainerSummary(
        new ContainerId(found.getId()),
        name,
        found.getLabels(),
        "running".equals(found.getState()));
  }

  @Override
  public String logTail(ContainerId container, int lines) {
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    ResultCallback.Adapter<Frame> reader =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            byte[] part = frame.getPayload();
            synchronized (tail) {
              tail.write(part, 0, part.length);
              if (tail.size() > 2 * LOG_BYTES) {
                byte[] all = tail.toByteArray();
                tail.reset();
                tail.write(all, all.length - LOG_BYTES, LOG_BYTES);
              }
            }
          }
        };
    boolean whole =
        docker.ask(
            quick,
            client -> {
              client
                  .logContainerCmd(container.value())
                  .withStdOut(true)
                  .withStdErr(true)
                  .withTail(lines)
                  .exec(reader);
              try (reader) {
                return reader.awaitCompletion(quick.toMillis(), TimeUnit.MILLISECONDS);
              } catch (ConflictException removed) {
                return true; // it is dead or being removed, and its log is gone with it
              } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
                return false;
              } catch (IOException closing) {
                throw new UncheckedIOException(closing);
              }
            });
    if (!whole) {
      throw new EngineUnavailable("the engine did not tell the log in time");
    }
    synchronized (tail) {
      byte[] all = tail.toByteArray();
      int from = Math.max(0, all.length - LOG_BYTES);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
  }

  @Override
  public Usage usage(ContainerId container) {
    // docker-java knows no one-shot, without which an answer takes two seconds.
    JsonNode said =
        docker.get(quick, "/containers/" + container + "/stats?stream=false&one-shot=true");
    JsonNode memory = said.path("memory_stats");
    JsonNode detail = memory.path("stats");
    long reclaimable =
        detail.path("total_inactive_file").asLong(detail.path("inactive_file").asLong(0));
    return new Usage(
        Duration.ofNanos(said.path("cpu_stats").path("cpu_usage").path("total_usage").asLong()),
        Math.max(0, memory.path("usage").asLong() - reclaimable),
        said.path("pids_stats").path("current").asLong());
  }

  @Override
  public void limit(ContainerId container, Limits limits) {
    docker.ask(
        quick,
        client ->
            client
                .updateContainerCmd(container.value())
                .withCpuPeriod(Creation.CPU_PERIOD_MICROS)
                .withCpuQuota(Creation.quota(limits.cpus()))
                .withMemory(limits.memoryBytes())
                .withMemorySwap(limits.memoryBytes())
                .withPidsLimit(limits.processes())
                .exec());
  }

  @Override
  public Subscription events(Map<String, String> labels, Instant since, EventSink sink) {
    EventStream stream = new EventStream(sink);
    docker.ask(
        quick,
        client ->
            client
                .eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER)
                .withEventFilter(EventStream.ACTIONS)
                .withLabelFilter(labels)
                .withSince("%d.%09d".formatted(since.getEpochSecond(), since.getNano()))
                .exec(stream));
    try {
      stream.opened().get(quick.toMillis(), TimeUnit.MILLISECONDS);
      return stream;
    } catch (ExecutionException failed) {
      throw Refusals.of(failed.getCause());
    } catch (TimeoutException | CancellationException late) {
      stream.close();
      throw new EngineUnavailable("the engine did not open its stream of events", late);
    } catch (InterruptedException interrupted) {
      stream.close();
      Thread.currentThread().interrupt();
      throw new EngineUnavailable("interrupted while opening the stream of events", interrupted);
    }
  }

  @Override
  public void createVolume(VolumeName name, VolumeOptions options) {
    docker.ask(
        slow,
        client ->
            client
                .createVolumeCmd()
                .withName(name.value())
                .withDriver(options.driver())
                .withDriverOpts(options.driverOptions())
                .withLabels(options.labels())
                .exec());
  }

  @Override
  public boolean volumeExists(VolumeName name) {
    return docker.ask(
        quick,
        client -> {
          try {
            return client.inspectVolumeCmd(name.value()).exec() != null;
          } catch (NotFoundException none) {
            return false;
          }
        });
  }

  /** The engine forgets a container a moment before it lets go of its volumes. */
  @Override
  public void removeVolume(VolumeName name) {
    for (int tries = 1; !removed(name, tries == MOST_TRIES); tries++) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** False while it is in use; the last try is refused then. */
  private boolean removed(VolumeName name, boolean last) {
    return docker.ask(
        slow,
        client -> {
          try {
            client.removeVolumeCmd(name.value()).exec();
          } catch (NotFoundException none) {
            return true;
          } catch (ConflictException used) {
            if (last) {
              throw used;
            }
            return false;
          }
          return true;
        });
  }

  @Override
  public List<VolumeName> volumes(Map<String, String> labels) {
    List<String> filter =
        labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    return docker.ask(
        quick,
        client -> {
          List<InspectVolumeResponse> found =
              client.listVolumesCmd().withFilter("label", filter).exec().getVolumes();
          return found == null
              ? List.<VolumeName>of()
              : found.stream().map(volume -> new VolumeName(volume.getName())).toList();
        });
  }

  @Override
  public <T> T run(
      ContainerSpec program, InputStream input, Duration limit, ProgramReader<T> reader) {
    ContainerId container = create(program, true);
    AtomicBoolean late = new AtomicBoolean();
    ProgramInput watched = new ProgramInput(input);
    try {
      return converse(container, watched, limit, reader, late);
    } catch (EngineFailure | IOException failure) {
      if (watched.failure().isPresent()) {
        throw new UncheckedIOException(watched.failure().get());
      }
      if (late.get()) {
        throw new EngineRefused(Reason.TIMED_OUT, program.name() + " ran longer than " + limit);
      }
      if (failure instanceof IOException io && !(io instanceof MultiplexedOutput.LineBroken)) {
        throw new UncheckedIOException(io); // the reader's own
      }
      throw Refusals.of(failure);
    } finally {
      remove(container);
    }
  }

  private <T> T converse(
      ContainerId container,
      ProgramInput input,
      Duration limit,
      ProgramReader<T> reader,
      AtomicBoolean late)
      throws IOException {
    String path = "/containers/" + container + "/attach?stream=1&stdin=1&stdout=1&stderr=1";
    try (DockerHttpClient.Response line = docker.hijack(quick, path, input)) {
      if (line.getStatusCode() >= 300) {
        throw Refusals.of(line.getStatusCode(), "attaching to a program");
      }
      input.whenItFails(line::close);
      ScheduledFuture<?> end =
          clock.schedule(() -> cut(late, line), limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        start(container);
        MultiplexedOutput output = new MultiplexedOutput(line.getBody());
        T made = reader.read(output);
        output.transferTo(OutputStream.nullOutputStream());
        return made;
      } finally {
        end.cancel(false);
      }
    }
  }

  /** Closing the line frees the reader even where the engine itself does not answer any more. */
  private static void cut(AtomicBoolean late, DockerHttpClient.Response line) {
    late.set(true);
    line.close();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    docker.close();
  }
}
