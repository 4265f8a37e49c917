package org.mydocker.emulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How to run the emulator. Port 0 is any free one. The public URL is where browsers and tools reach
 * it, by default {@code http://bind:port}; it makes the issuers, so it must not change while tools
 * are registered. Without a data file everything is forgotten at the end.
 */
public record EmulatorSettings(
    String bind, int port, Optional<URI> publicUrl, URI toolUrl, Optional<Path> data, Clock clock) {

  /** On loopback, any free port, nothing kept: what a test wants. */
  public static EmulatorSettings onAnyPort() {
    return new EmulatorSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        URI.create("http://localhost:8080"),
        Optional.empty(),
        Clock.systemUTC());
  }

  public EmulatorSettings keptIn(Path file) {
    return new EmulatorSettings(bind, port, publicUrl, toolUrl, Optional.of(file), clock);
  }

  public EmulatorSettings on(int otherPort) {
    return new EmulatorSettings(bind, otherPort, publicUrl, toolUrl, data, clock);
  }
}
