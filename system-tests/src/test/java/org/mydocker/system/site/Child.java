package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own, its output in a file; it dies with this JVM at the latest. */
final class Child implements Application {

  private final List<String> command;
  private final Path log;
  private Process process;

  Child(List<String> command, Path log) {
    this.command = List.copyOf(command);
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** A packed jar. */
  static Child jar(Path jar, List<String> jvm, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    return new Child(command, log);
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      await();
    }
  }

  @Override
  public void stop() {
    process.destroy();
    await();
  }

  @Override
  public boolean alive() {
    return process != null && process.isAlive();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
