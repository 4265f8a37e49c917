package org.mydocker.system.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mydocker.system.site.Waiting;

/**
 * Debian's nginx as one process of its own, on loopback, with the example of {@code
 * docs/production.md}: taken from the page as it stands, only names, ports and files are put in.
 */
final class Nginx implements AutoCloseable {

  private static final Path PAGE = Path.of("..", "docs", "production.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```nginx\\n(.*?)```");

  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  /**
   * Starts it and waits until it answers on the port.
   *
   * @param replacements what stands in the example, and what takes its place; each must be there
   */
  static Nginx start(Path directory, int port, Map<String, String> replacements)
      throws IOException {
    Path log = directory.resolve("nginx.log");
    Files.writeString(directory.resolve("nginx.conf"), configuration(replacements));
    Process process =
        new ProcessBuilder(
                "/usr/sbin/nginx", "-p", directory.toString(), "-c", "nginx.conf", "-e", "stderr")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Waiting.until(
        "nginx answers",
        Duration.ofSeconds(20),
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(log));
          }
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          }
        });
    return new Nginx(process);
  }

  private static String configuration(Map<String, String> replacements) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
    if (!example.find()) {
      throw new IllegalStateException("no example for nginx in " + PAGE);
    }
    String http = example.group(1);
    for (Map.Entry<String, String> each : replacements.entrySet()) {
      if (!http.contains(each.getKey())) {
        throw new IllegalStateException("the example has no " + each.getKey());
      }
      http = http.replace(each.getKey(), each.getValue());
    }
    StringBuilder own = new StringBuilder("daemon off;\nmaster_process off;\npid nginx.pid;\n");
    own.append("error_log stderr;\nevents {}\nhttp {\naccess_log access.log;\n");
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      own.append(kind).append("_temp_path tmp-").append(kind).append(";\n");
    }
    return own.append(http).append("}\n").toString();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
