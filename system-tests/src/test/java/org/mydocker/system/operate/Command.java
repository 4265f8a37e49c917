package org.mydocker.system.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./mydocker} for one data directory, on a machine without a screen. */
public final class Command {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Path data;
  private final Map<String, String> variables = new HashMap<>();
  private boolean withoutJava;
  private final List<String> before;

  public Command(Path data) {
    this(data, List.of());
  }

  /**
   * @param before words before each command line, such as those that make it somebody else's
   */
  public Command(Path data, List<String> before) {
    this.data = data;
    this.before = List.copyOf(before);
  }

  /** A variable of the environment of all that follows. */
  public Command with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** What a run said, and the code it ended with. */
  public record Said(int code, String words, String errors) {}

  public Said run(String verb, String... arguments) {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of(ROOT.resolve("mydocker").toString(), verb));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--data", data.toString()));
    return start(words);
  }

  /** From now on a call of Java fails, and is remembered. */
  void withoutJava() throws IOException {
    Path java = Files.createDirectories(shadow()).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\" >>'" + calls() + "'\nexit 99\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    withoutJava = true;
  }

  /** With which arguments Java was called since. */
  List<String> javaCalls() throws IOException {
    return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
  }

  /** Beside the data directory, which is to be looked at without what the test puts there. */
  private Path shadow() {
    return data.resolveSibling(data.getFileName() + "-bin");
  }

  private Path calls() {
    return shadow().resolve("calls");
  }

  private Said start(List<String> words) {
    try {
      Path out = Files.createTempFile(Files.createDirectories(shadow()), "said", ".out");
      Path errors = Files.createTempFile(shadow(), "said", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile());
      Map<String, String> environment = builder.environment();
      environment
          .keySet()
          .removeIf(name -> name.startsWith("MYDOCKER_") || name.matches("(WAYLAND_)?DISPLAY"));
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      environment.put("MYDOCKER_JAVA_OPTIONS", "-Xmx768m -XX:TieredStopAtLevel=1");
      environment.putAll(variables);
      if (withoutJava) {
        environment.remove("JAVA_HOME");
        environment.put("PATH", shadow() + ":" + environment.get("PATH"));
      }
      Process process = builder.start();
      if (!process.waitFor(6, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(words + " took too long: " + Files.readString(out));
      }
      return new Said(process.exitValue(), Files.readString(out), Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
