package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What Docker itself says, by its own command. */
public final class Containers {

  private Containers() {}

  /** The ids of the running containers of one session. */
  public static List<String> ofSession(String session) {
    return docker("ps", "-q", "--no-trunc", "--filter", "label=org.mydocker.session=" + session)
        .lines()
        .toList();
  }

  /** The one container of a session. */
  public static String of(String session) {
    List<String> all = ofSession(session);
    if (all.size() != 1) {
      throw new AssertionError("session " + session + " has containers " + all);
    }
    return all.get(0);
  }

  /** What the engine says of a container, by a template of its own. */
  public static String inspect(String container, String template) {
    return docker("inspect", "--format", template, container).strip();
  }

  /** Runs a program of Python inside a container, as its user; what it printed. */
  public static String python(String container, String program, String... arguments) {
    return docker(
        Stream.concat(
                Stream.of("exec", container, "python3", "-c", program), Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  /** Removes whatever an installation left in the engine: containers, networks, volumes. */
  public static void removeAll(String installation) {
    String label = "label=org.mydocker.installation=" + installation;
    remove(docker("ps", "-aq", "--filter", label), "rm", "-f");
    remove(docker("network", "ls", "-q", "--filter", label), "network", "rm");
    remove(docker("volume", "ls", "-q", "--filter", label), "volume", "rm", "-f");
  }

  private static void remove(String ids, String... verb) {
    if (!ids.isBlank()) {
      docker(Stream.concat(Arrays.stream(verb), ids.lines()).toArray(String[]::new));
    }
  }

  public static String docker(String... arguments) {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = "docker";
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
