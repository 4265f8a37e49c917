package org.mydocker.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A tool that others wrote gets along with the emulator: ltijs registers, is launched, selects
 * content, reads the roster and grades (src/test/ltijs). It comes from npm; where that cannot be
 * reached the check is skipped, and says so.
 */
class LtijsIT {

  private static final Path PROGRAM = Path.of("src", "test", "ltijs");
  private static final Path FOLDER = Path.of("target", "ltijs").toAbsolutePath();

  @Test
  void ltijsRegistersIsLaunchedAndGrades() throws Exception {
    fetch();
    try (EmbeddedPostgres rows =
            EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
        Emulator emulator = Emulator.start(EmulatorSettings.onAnyPort())) {
      Said said =
          run(
              60,
              "node",
              "check.mjs",
              emulator.baseUri() + "/north",
              String.valueOf(rows.getPort()));
      assertThat(said.text()).contains("6 passed, 0 failed");
      assertThat(said.code()).isZero();
    }
  }

  private static void fetch() throws IOException, InterruptedException {
    assumeTrue(there("node") && there("npm"), "Node.js and npm are needed");
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "check.mjs")) {
      Files.copy(PROGRAM.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
      Said said =
          run(
              300,
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "--loglevel=error");
      assumeTrue(said.code() == 0, () -> "ltijs could not be fetched: " + said.text());
    }
  }

  private static boolean there(String command) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  private record Said(int code, String text) {}

  private static Said run(int seconds, String... command) throws IOException, InterruptedException {
    Path output = FOLDER.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = -1;
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      code = process.exitValue();
    } else {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return new Said(code, Files.readString(output, StandardCharsets.UTF_8));
  }
}
