package org.mydocker.broker.engine;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What runs containers (broker.md section 6). Each call answers, or throws an {@link
 * EngineFailure}, within a time of its own: no thread waits for ever (ENG-05). Asking twice for
 * what is there already (network, volume, a stopped or removed container) is no error. Every
 * implementation passes the same {@code EngineContract}.
 */
public interface Engine extends AutoCloseable {

  /** Asks whether the engine is there, and agrees on a version of its API. */
  EngineVersion ping();

  /** Finds or makes the network. One of that name that is otherwise made is refused. */
  EngineNetwork ensureNetwork(NetworkSpec spec);

  void removeNetwork(String name);

  /**
   * What the engine holds under that reference, {@code name:tag} or {@code name@digest}, if
   * anything; nothing is pulled.
   */
  Optional<ImageFacts> image(String reference);

  /** Fetches an image from its registry; as long as the limit allows, telling how far it is. */
  void pull(String reference, Duration limit, Consumer<PullProgress> progress);

  /**
   * Makes a container, not yet running. Refuses a name in use, a volume that does not exist; {@link
   * ImageMissing} if the image must be pulled first.
   */
  ContainerId create(ContainerSpec spec);

  /**
   * Starts it; refuses where its network is gone or there are not the GPUs it needs. A command that
   * the image has not is started as well, and ends at once with 127.
   */
  void start(ContainerId container);

  ContainerState inspect(ContainerId container);

  /** Asks it to end, and ends it after the grace; a container that does not run is left alone. */
  void stop(ContainerId container, Duration grace);

  /** Ends and removes it, with what it wrote outside its volumes. */
  void remove(ContainerId container);

  /** All containers, running or not, that have all these labels. */
  List<ContainerSummary> list(Map<String, String> labels);

  /** The last lines that it wrote to either stream, 64 KiB at most. */
  String logTail(ContainerId container, int lines);

  Usage usage(ContainerId container);

  /** Gives a running container other limits. */
  void limit(ContainerId container, Limits limits);

  /**
   * Tells what happens to containers with these labels, first what happened since then. Ends when
   * closed; see {@link EventWatch} for a stream that mends itself.
   */
  Subscription events(Map<String, String> labels, Instant since, EventSink sink);

  void createVolume(VolumeName name, VolumeOptions options);

  boolean volumeExists(VolumeName name);

  /** Removes it with all that it holds; refuses one that a container has. */
  void removeVolume(VolumeName name);

  /** The volumes that have all these labels. */
  List<VolumeName> volumes(Map<String, String> labels);

  /**
   * Runs a container as a program: gives it the input, lets the reader have its output, and removes
   * it, whatever happens. Over the limit it is killed and {@code TIMED_OUT} is thrown. The reader
   * works on the caller's thread.
   */
  <T> T run(ContainerSpec program, InputStream input, Duration limit, ProgramReader<T> reader);

  @Override
  void close();

  /** Something that goes on until it is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
