package org.mydocker.system.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./mydocker} for one data directory, on a machine without a screen. */
final class Command {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Path data;
  private boolean withoutJava;

  Command(Path data) {
    this.data = data;
  }

  /** What a run said, and the code it ended with. */
  record Said(int code, String words, String errors) {}

  Said run(String verb, String... arguments) {
    List<String> words = new ArrayList<>(List.of(ROOT.resolve("mydocker").toString(), verb));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--data", data.toString()));
    return start(words);
  }

  /** Another script of the project. */
  Said script(String path, String... arguments) {
    List<String> words = new ArrayList<>(List.of(ROOT.resolve(path).toString()));
    words.addAll(List.of(arguments));
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
      environment.put("MYDOCKER_JAVA_OPTIONS", "-Xmx768m");
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
