package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The archive of classes that makes a start a third cheaper, made once beside the first tests.
 * Whoever starts before it is there starts without.
 */
final class Archiving {

  static {
    try {
      Path log = Files.createDirectories(Path.of("target", "sites")).resolve("archive.log");
      ProcessBuilder builder = new ProcessBuilder("../scripts/server", "archive");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process making = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(making)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Archiving() {}

  /** Does nothing if it was begun already, or is there from an earlier run. */
  static void begin() {}

  /** Not at once: it has a server to end. */
  private static void end(Process making) {
    making.destroy();
    try {
      making.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
