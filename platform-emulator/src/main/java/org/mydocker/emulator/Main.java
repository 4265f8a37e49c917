package org.mydocker.emulator;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The emulator as a program. A wrong option ends with one sentence and exit code 2. */
public final class Main {
  private static final List<String> OPTIONS =
      List.of("--port", "--bind", "--public-url", "--tool-url", "--data");
  private static final String USAGE =
      "usage: java -jar platform-emulator.jar [--port 8090] [--bind 127.0.0.1]"
          + " [--public-url http://127.0.0.1:8090] [--tool-url http://localhost:8080] [--data FILE]";

  private Main() {}

  public static void main(String[] arguments) {
    try {
      Emulator emulator = Emulator.start(settings(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
      System.out.println("platform emulator: " + emulator.baseUri());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println("platform emulator: " + e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  static EmulatorSettings settings(String... arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i])) {
        throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    return new EmulatorSettings(
        options.getOrDefault("--bind", "127.0.0.1"),
        port(options.getOrDefault("--port", "8090")),
        Optional.ofNullable(options.get("--public-url")).map(URI::create),
        URI.create(options.getOrDefault("--tool-url", "http://localhost:8080")),
        Optional.ofNullable(options.get("--data")).map(Path::of),
        Clock.systemUTC());
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--port is not a number: " + text, e);
    }
    throw new IllegalArgumentException("--port is out of range: " + text);
  }
}
