package org.mydocker.broker.innerdoor;

import java.net.URI;
import java.time.Duration;

/**
 * Where the inner door listens and to whom it leads.
 *
 * @param bindAddress the address of the sessions' bridge on this host; never a public one
 * @param port 0 for any free one
 * @param application scheme, host and port of the application, such as {@code
 *     http://127.0.0.1:8080}
 * @param maxBody bytes of one request; a larger one is refused with 413
 * @param patience for the application to begin its answer
 * @param maxOpen requests of one session at a time
 * @param maxConnections of one address at a time; a further one is closed
 */
public record InnerDoorSettings(
    String bindAddress,
    int port,
    URI application,
    long maxBody,
    Duration patience,
    int maxOpen,
    int maxConnections) {

  public InnerDoorSettings {
    if (!"http".equals(application.getScheme()) || application.getPort() < 1) {
      throw new IllegalArgumentException("needs http://host:port, not " + application);
    }
  }

  /** The usual bounds: 1 GiB, two minutes, 16 requests and 64 connections at a time. */
  public static InnerDoorSettings of(String bindAddress, int port, URI application) {
    return new InnerDoorSettings(
        bindAddress, port, application, 1L << 30, Duration.ofMinutes(2), 16, 64);
  }
}
