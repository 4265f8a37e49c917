package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine of one's own on this one, as far as an engine and a firewall can tell: a network
 * namespace and mounts of its own, with its own {@code /run} and {@code /var/lib/docker}. An engine
 * that is restarted there, or rules that are flushed, touch nobody else. Needs root.
 */
public final class Machine implements AutoCloseable {

  private static final String SETUP =
      """
      set -e
      mount --make-rprivate /
      mkdir -p "$1/groups" "$1/docker"
      mount --rbind /sys/fs/cgroup "$1/groups"
      mount -t sysfs sysfs /sys
      mount --rbind "$1/groups" /sys/fs/cgroup
      mount -t tmpfs tmpfs /run
      mkdir -p /run/lock /var/lib/docker
      mount --bind "$1/docker" /var/lib/docker
      ip link set lo up
      touch "$1/ready"
      exec sleep 86400
      """;

  private final Path place;
  private final Process process;

  private Machine(Path place, Process process) {
    this.place = place;
    this.process = process;
  }

  public static Machine start() {
    try {
      Path place =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "machines")).toAbsolutePath(), "machine");
      Process process =
          new ProcessBuilder(
                  "unshare", "--mount", "--net", "sh", "-c", SETUP, "sh", place.toString())
              .redirectErrorStream(true)
              .redirectOutput(place.resolve("log").toFile())
              .start();
      Machine machine = new Machine(place, process);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Waiting.until(
          "the machine is there",
          Duration.ofSeconds(20),
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError(Files.readString(place.resolve("log")));
            }
            return Files.exists(place.resolve("ready"));
          });
      return machine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words with which a command line is typed there. */
  public List<String> there() {
    return List.of(
        "nsenter", "--target", String.valueOf(process.pid()), "--mount", "--net", "-w", "--");
  }

  /** Starts an engine as its operator does, in the background; it answers when this returns. */
  public void startEngine() {
    sh("setsid dockerd >>" + place.resolve("engine.log") + " 2>&1 </dev/null & sleep 0.5");
    Waiting.until(
        "the engine answers", Duration.ofSeconds(60), () -> status("docker version") == 0);
  }

  /** Ends whichever engine runs there, and waits until it is gone. */
  public void stopEngine() {
    sh("[ ! -f /run/docker.pid ] || kill $(cat /run/docker.pid)");
    Waiting.until(
        "the engine is gone", Duration.ofSeconds(60), () -> status("test -f /run/docker.pid") != 0);
  }

  /** Brings images over from the engine of this machine. */
  public void bring(String... images) {
    List<String> words = new ArrayList<>(List.of("docker save"));
    words.addAll(List.of(images));
    words.add("| " + String.join(" ", there()) + " docker load");
    run(List.of("sh", "-c", String.join(" ", words)), 0);
  }

  /** A line of shell there; what it printed. */
  public String sh(String line) {
    return run(typed(line), 0);
  }

  /** The status that a line of shell ends with. */
  public int status(String line) {
    try {
      Process typed =
          new ProcessBuilder(typed(line))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!typed.waitFor(1, TimeUnit.MINUTES)) {
        typed.destroyForcibly();
        return -1;
      }
      return typed.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> typed(String line) {
    List<String> words = new ArrayList<>(there());
    words.addAll(List.of("sh", "-c", line));
    return words;
  }

  private static String run(List<String> words, int expected) {
    try {
      Path out = Files.createTempFile("said", ".txt");
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      String said = Files.readString(out, StandardCharsets.UTF_8);
      Files.delete(out);
      if (!ended || process.exitValue() != expected) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", words) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      stopEngine();
      run(List.of("rm", "-rf", place.resolve("docker").toString()), 0);
    } finally {
      process.destroyForcibly();
    }
  }
}
