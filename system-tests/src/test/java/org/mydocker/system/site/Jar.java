package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A packed jar running as a process of its own, its output in a file; it dies with this JVM at the
 * latest.
 */
final class Jar implements Application {

  private final Path jar;
  private final List<String> jvm;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;

  Jar(
      Path jar,
      List<String> jvm,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {
    this.jar = jar;
    this.jvm = List.copyOf(jvm);
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  @Override
  public void start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
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
