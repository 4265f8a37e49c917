package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The application of an installation, however it is run: as its own jar, or in a server. */
public interface Application {

  /** What an installation says of where and how its application is to run. */
  record Place(Path data, int port, List<String> jvm) {
    public Place {
      jvm = List.copyOf(jvm);
    }
  }

  /** One way of running it. */
  @FunctionalInterface
  interface Kind {
    Application in(Place place);
  }

  void start();

  /** As {@code kill -9}: nothing is flushed, nothing is said goodbye to. */
  void kill();

  /** As {@code kill}: the process may end in order. */
  void stop();

  boolean alive();

  long pid();

  /** All that it has said. */
  String log();

  /** The end of it. */
  default String tail() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** The bytes of its heap that are in use after a full collection. */
  default long liveBytes() {
    try {
      Process histogram =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String total =
          said.lines()
              .filter(line -> line.startsWith("Total"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(said));
      return Long.parseLong(total.split("\\s+")[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
