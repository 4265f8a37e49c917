package org.mydocker.broker.gateway;

import java.time.Duration;

/**
 * How the gateway listens and how long it waits.
 *
 * @param port 0 for any free one
 * @param connectTimeout for a container to accept a connection
 * @param patience for a container to begin its answer once it has the whole request
 * @param quiet after which a connection with no byte in either direction is cut, WebSockets too
 * @param recheck how often the passes of open connections are asked for again
 * @param loops event loops, about one for each core
 */
public record GatewaySettings(
    String bindAddress,
    int port,
    Origins origins,
    Duration connectTimeout,
    Duration patience,
    Duration quiet,
    Duration recheck,
    int loops) {

  /** The usual times. */
  public static GatewaySettings of(String bindAddress, int port, Origins origins) {
    return new GatewaySettings(
        bindAddress,
        port,
        origins,
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        Duration.ofHours(2),
        Duration.ofSeconds(2),
        Math.max(2, Runtime.getRuntime().availableProcessors()));
  }
}
