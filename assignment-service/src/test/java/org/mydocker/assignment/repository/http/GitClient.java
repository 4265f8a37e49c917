package org.mydocker.assignment.repository.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real C git as a process in a directory, deaf to the machine's configuration. */
record GitClient(Path directory) {

  /** How a command ended and what it printed on both streams. */
  record Ended(int code, String output) {
    Ended ok() {
      if (code != 0) {
        throw new AssertionError("git failed with " + code + ": " + output);
      }
      return this;
    }
  }

  Ended git(String... arguments) {
    return gitReading(new byte[0], arguments);
  }

  /** Runs with bytes on standard input and returns what was printed, without the last newline. */
  String printed(byte[] input, String... arguments) {
    return gitReading(input, arguments).ok().output().strip();
  }

  Ended gitReading(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_AUTHOR_NAME", "student");
    builder.environment().put("GIT_AUTHOR_EMAIL", "student@example.org");
    builder.environment().put("GIT_COMMITTER_NAME", "student");
    builder.environment().put("GIT_COMMITTER_EMAIL", "student@example.org");
    try {
      Path output = Files.createTempFile(directory.getParent(), "git", ".out");
      Process process = builder.redirectOutput(output.toFile()).start();
      try (var in = process.getOutputStream()) {
        in.write(input);
      }
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("git did not end: " + command);
      }
      return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Writes an object that well-behaved clients would not. */
  String object(String type, byte[] content) {
    return printed(content, "hash-object", "-w", "--literally", "-t", type, "--stdin");
  }

  String blob(String text) {
    return object("blob", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A tree object of raw entries: mode, name, id; in the order given. */
  String tree(Entry... entries) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      raw.writeBytes((entry.mode() + " " + entry.name() + "\0").getBytes(StandardCharsets.UTF_8));
      raw.writeBytes(HexFormat.of().parseHex(entry.id()));
    }
    return object("tree", raw.toByteArray());
  }

  record Entry(String mode, String name, String id) {}

  /** A commit of a tree on top of HEAD, not checked out. */
  String commit(String tree) {
    return printed(new byte[0], "commit-tree", "-p", "HEAD", "-m", "crafted", tree);
  }
}
