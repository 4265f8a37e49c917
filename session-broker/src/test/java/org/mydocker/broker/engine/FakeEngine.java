package org.mydocker.broker.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An engine in memory, proven by the same contract as the real one. Its containers run nothing, but
 * for a few commands (echo, cat, false, sleep) and the programs that a test gives it. A test may
 * let the engine go away, fill its disk, and let a container die.
 */
public final class FakeEngine implements Engine {

  /** What a container of an image does when it is run as a program; gives its exit code. */
  @FunctionalInterface
  public interface Program {
    int run(
        ContainerSpec spec,
        InputStream in,
        ByteArrayOutputStream out,
        ByteArrayOutputStream complaints)
        throws IOException;
  }

  private static final class Box {
    private final ContainerId id;
    private ContainerSpec spec;
    private ContainerState state = new ContainerState.Created();
    private String log = "";

    Box(ContainerId id, ContainerSpec spec) {
      this.id = id;
      this.spec = spec;
    }
  }

  private record Offer(String digest, Runnable transfer) {}

  private record Listener(Map<String, String> labels, EventSink sink) {}

  private final Clock clock;
  // All guarded by this.
  private final Map<String, ImageFacts> images = new HashMap<>();
  private final Map<String, Program> programs = new HashMap<>();
  private final Map<String, Offer> offers = new HashMap<>();
  private final Map<ContainerId, Box> boxes = new LinkedHashMap<>();
  private final Map<String, Placed> networks = new HashMap<>();
  private final Map<VolumeName, VolumeOptions> volumes = new LinkedHashMap<>();
  private final List<EngineEvent> history = new ArrayList<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private boolean away;
  private boolean full;
  private int made;
  private int pulls;

  public FakeEngine(Clock clock) {
    this.clock = clock;
  }

  /* ---- what a test may do to it ---- */

  public synchronized FakeEngine holdImage(String reference) {
    String id = "sha256:" + "%064x".formatted(reference.hashCode() & 0xffffffffL);
    images.put(reference, new ImageFacts(id, List.of(), 1, "1000:1000", Map.of()));
    return this;
  }

  public synchronized FakeEngine holdImage(String reference, Program program) {
    programs.put(reference, program);
    return holdImage(reference);
  }

  /**
   * A registry has an image of that name, under the tag 1 and the digest that is returned. What
   * takes its time, or waits for a test, is the transfer.
   */
  public synchronized String offer(String name, Runnable transfer) {
    String digest = "sha256:" + "%064x".formatted(name.hashCode() & 0xffffffffL);
    offers.put(name, new Offer(digest, transfer));
    return digest;
  }

  /** How often it was asked to pull. */
  public synchronized int pulls() {
    return pulls;
  }

  /** Nobody answers from now on; streams of events are lost. Containers go on. */
  public synchronized void goAway() {
    away = true;
    List<Listener> lost = List.copyOf(listeners);
    listeners.clear();
    lost.forEach(one -> one.sink().lost(new EngineUnavailable("the fake engine went away")));
  }

  public synchronized void comeBack() {
    away = false;
  }

  public synchronized void fillDisk(boolean isFull) {
    full = isFull;
  }

  /** Lets a running container die by itself. */
  public synchronized void die(ContainerId container, int code, boolean outOfMemory) {
    Box box = box(container);
    if (outOfMemory) {
      tell(box, EngineEvent.What.OUT_OF_MEMORY, Optional.empty());
    }
    end(box, code, outOfMemory);
  }

  /** What it was made from. */
  public synchronized ContainerSpec spec(ContainerId container) {
    return box(container).spec;
  }

  /** How it was made. */
  public synchronized VolumeOptions options(VolumeName volume) {
    return volumes.get(volume);
  }

  public synchronized void write(ContainerId container, String line) {
    box(container).log += line + "\n";
  }

  /* ---- Engine ---- */

  @Override
  public synchronized EngineVersion ping() {
    answer();
    return new EngineVersion("fake", "1.41");
  }

  @Override
  public synchronized EngineNetwork ensureNetwork(NetworkSpec spec) {
    answer();
    Placed there = networks.computeIfAbsent(spec.name(), name -> place(spec));
    if (!there.spec().equals(spec)) {
      throw new EngineRefused(EngineRefused.Reason.NETWORK_DIFFERS, spec.name());
    }
    return new EngineNetwork("n-" + spec.name(), spec.name(), spec.bridge(), there.prefix() + ".1");
  }

  /** Only equal subnets overlap here. */
  private Placed place(NetworkSpec spec) {
    return spec.subnets().stream()
        .filter(free -> networks.values().stream().noneMatch(has -> has.subnet().equals(free)))
        .findFirst()
        .map(subnet -> new Placed(spec, subnet))
        .orElseThrow(() -> new EngineRefused(EngineRefused.Reason.SUBNET_TAKEN, "Pool overlaps"));
  }

  private record Placed(NetworkSpec spec, String subnet) {
    String prefix() {
      return subnet.substring(0, subnet.lastIndexOf('.'));
    }
  }

  @Override
  public synchronized void removeNetwork(String name) {
    answer();
    networks.remove(name);
  }

  @Override
  public synchronized Optional<ImageFacts> image(String reference) {
    answer();
    return Optional.ofNullable(images.get(reference));
  }

  @Override
  public void pull(String reference, Duration limit, Consumer<PullProgress> progress) {
    String name = reference.replaceFirst("(@|:[^:/]*$).*", "");
    Offer offer = offered(name, reference);
    progress.accept(new PullProgress(1, 2));
    offer.transfer().run(); // others may ask the engine meanwhile
    synchronized (this) {
      answer();
      String pinned = name + "@" + offer.digest();
      ImageFacts facts = new ImageFacts(offer.digest(), List.of(pinned), 1, "1000:1000", Map.of());
      images.put(pinned, facts);
      images.put(name + ":1", facts);
    }
  }

  private synchronized Offer offered(String name, String reference) {
    answer();
    pulls++;
    Offer offer = offers.get(name);
    if (offer == null) {
      throw new EngineRefused(
          EngineRefused.Reason.REGISTRY_REFUSED, "no registry for " + reference);
    }
    if (!Set.of(name + ":1", name + "@" + offer.digest()).contains(reference)) {
      throw new EngineRefused(EngineRefused.Reason.IMAGE_NOT_FOUND, "not there: " + reference);
    }
    return offer;
  }

  @Override
  public synchronized ContainerId create(ContainerSpec spec) {
    answer();
    if (full) {
      throw new EngineRefused(EngineRefused.Reason.DISK_FULL, "no space left on device");
    }
    if (!images.containsKey(spec.image())) {
      throw new ImageMissing(spec.image());
    }
    if (boxes.values().stream().anyMatch(box -> box.spec.name().equals(spec.name()))) {
      throw new EngineRefused(EngineRefused.Reason.NAME_TAKEN, spec.name());
    }
    for (VolumeMount mount : spec.storage().mounts()) {
      if (!volumes.containsKey(mount.volume())) {
        throw new EngineRefused(EngineRefused.Reason.NO_SUCH_VOLUME, mount.volume().value());
      }
    }
    ContainerId id = new ContainerId("fake%060d".formatted(++made));
    boxes.put(id, new Box(id, spec));
    return id;
  }

  @Override
  public synchronized void start(ContainerId container) {
    answer();
    Box box = box(container);
    if (box.state instanceof ContainerState.Running) {
      return;
    }
    Optional<String> network = box.spec.network();
    if (network.isPresent() && !networks.containsKey(network.get())) {
      throw new EngineRefused(EngineRefused.Reason.NO_SUCH_NETWORK, network.get());
    }
    if (box.spec.limits().gpus() > 0) {
      throw new EngineRefused(EngineRefused.Reason.NO_GPU, "the fake engine has no GPU");
    }
    List<String> command = box.spec.command();
    String word = command.isEmpty() ? "" : command.get(0);
    Optional<String> address = network.map(name -> networks.get(name).prefix() + "." + (made + 1));
    box.state = new ContainerState.Running(address, clock.instant());
    tell(box, EngineEvent.What.STARTED, Optional.empty());
    if (word.equals("echo")) {
      box.log += String.join(" ", command.subList(1, command.size())) + "\n";
      end(box, 0, false);
    } else if (word.equals("touch")) {
      boolean closed = readOnly(box.spec, command.get(1));
      box.log += closed ? "touch: " + command.get(1) + ": Read-only file system\n" : "";
      end(box, closed ? 1 : 0, false);
    } else if (word.equals("false")) {
      end(box, 1, false);
    } else if (word.startsWith("no-such")) {
      end(box, 127, false);
    }
  }

  @Override
  public synchronized ContainerState inspect(ContainerId container) {
    answer();
    Box box = boxes.get(container);
    return box == null ? new ContainerState.Missing() : box.state;
  }

  @Override
  public synchronized void stop(ContainerId container, Duration grace) {
    answer();
    Box box = boxes.get(container);
    if (box != null && box.state instanceof ContainerState.Running) {
      end(box, 143, false);
    }
  }

  @Override
  public synchronized void remove(ContainerId container) {
    answer();
    Box box = boxes.get(container);
    if (box == null) {
      return;
    }
    if (box.state instanceof ContainerState.Running) {
      end(box, 137, false);
    }
    boxes.remove(container);
    tell(box, EngineEvent.What.REMOVED, Optional.empty());
  }

  @Override
  public synchronized List<ContainerSummary> list(Map<String, String> labels) {
    answer();
    return boxes.values().stream()
        .filter(box -> box.spec.labels().entrySet().containsAll(labels.entrySet()))
        .map(
            box ->
                new ContainerSummary(
                    box.id,
                    box.spec.name(),
                    box.spec.labels(),
                    box.state instanceof ContainerState.Running))
        .toList();
  }

  @Override
  public synchronized String logTail(ContainerId container, int lines) {
    answer();
    List<String> all = box(container).log.lines().toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()))
        + (all.isEmpty() ? "" : "\n");
  }

  @Override
  public synchronized Usage usage(ContainerId container) {
    answer();
    box(container);
    return new Usage(Duration.ofMillis(10), 1 << 20, 1);
  }

  @Override
  public synchronized void limit(ContainerId container, Limits limits) {
    answer();
    Box box = box(container);
    ContainerSpec old = box.spec;
    box.spec =
        new ContainerSpec(
            old.name(),
            old.image(),
            old.command(),
            old.environment(),
            old.labels(),
            limits,
            old.storage(),
            old.network(),
            old.privileges());
  }

  @Override
  public synchronized Subscription events(
      Map<String, String> labels, Instant since, EventSink sink) {
    answer();
    Listener listener = new Listener(Map.copyOf(labels), sink);
    history.stream()
        .filter(event -> !event.at().isBefore(since) && isFor(listener, event))
        .forEach(sink::happened);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public synchronized void createVolume(VolumeName name, VolumeOptions options) {
    answer();
    volumes.putIfAbsent(name, options);
  }

  @Override
  public synchronized boolean volumeExists(VolumeName name) {
    answer();
    return volumes.containsKey(name);
  }

  @Override
  public synchronized void removeVolume(VolumeName name) {
    answer();
    boolean used =
        boxes.values().stream()
            .flatMap(box -> box.spec.storage().mounts().stream())
            .anyMatch(mount -> mount.volume().equals(name));
    if (used) {
      throw new EngineRefused(EngineRefused.Reason.VOLUME_IN_USE, name.value());
    }
    volumes.remove(name);
  }

  @Override
  public synchronized List<VolumeName> volumes(Map<String, String> labels) {
    answer();
    return volumes.entrySet().stream()
        .filter(volume -> volume.getValue().labels().entrySet().containsAll(labels.entrySet()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public <T> T run(
      ContainerSpec program, InputStream input, Duration limit, ProgramReader<T> reader) {
    ContainerId container = create(program);
    try {
      start(container);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream complaints = new ByteArrayOutputStream();
      program(program).run(program, input, out, complaints);
      return reader.read(
          new ProgramOutput() {
            @Override
            public InputStream output() {
              return new ByteArrayInputStream(out.toByteArray());
            }

            @Override
            public byte[] complaints() {
              return complaints.toByteArray();
            }
          });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      remove(container);
    }
  }

  @Override
  public void close() {
    listeners.clear();
  }

  private synchronized Program program(ContainerSpec spec) {
    Program given = programs.get(spec.image());
    if (given != null) {
      return given;
    }
    return switch (spec.command().get(0)) {
      case "cat" ->
          (of, in, out, complaints) -> {
            in.transferTo(out);
            return 0;
          };
      case "echo" ->
          (of, in, out, complaints) -> {
            String words = String.join(" ", of.command().subList(1, of.command().size()));
            out.write((words + "\n").getBytes(StandardCharsets.UTF_8));
            return 0;
          };
      case "sleep" -> throw new EngineRefused(EngineRefused.Reason.TIMED_OUT, spec.name());
      case "ls" ->
          (of, in, out, complaints) -> {
            complaints.write("ls: no such file\n".getBytes(StandardCharsets.UTF_8));
            return 1;
          };
      default -> (of, in, out, complaints) -> 0;
    };
  }

  private static boolean readOnly(ContainerSpec spec, String path) {
    return spec.storage().mounts().stream()
        .anyMatch(mount -> mount.readOnly() && path.startsWith(mount.target() + "/"));
  }

  private void answer() {
    if (away) {
      throw new EngineUnavailable("the fake engine is away");
    }
  }

  private Box box(ContainerId container) {
    Box box = boxes.get(container);
    if (box == null) {
      throw new EngineRefused(
          EngineRefused.Reason.NO_SUCH_CONTAINER, "no such container: " + container);
    }
    return box;
  }

  private void end(Box box, int code, boolean outOfMemory) {
    box.state = new ContainerState.Exited(code, outOfMemory, clock.instant());
    tell(box, EngineEvent.What.DIED, Optional.of(code));
  }

  private void tell(Box box, EngineEvent.What what, Optional<Integer> code) {
    Instant now = clock.instant().plusNanos(history.size()); // no two at the same time
    EngineEvent event = new EngineEvent(box.id, what, code, box.spec.labels(), now);
    history.add(event);
    if (!away) {
      listeners.stream()
          .filter(one -> isFor(one, event))
          .forEach(one -> one.sink().happened(event));
    }
  }

  private static boolean isFor(Listener listener, EngineEvent event) {
    return event.labels().entrySet().containsAll(listener.labels().entrySet());
  }
}
