package org.mydocker.walls.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response whose body is still coming. The total time runs until it is closed; the body fails
 * with {@link OutboundFailed} when it is too long or too slow.
 */
public final class SafeStream implements AutoCloseable {
  private final Exchange exchange;
  private final int status;
  private final Map<String, List<String>> headers;
  private final InputStream body;

  SafeStream(Exchange exchange, int status, Map<String, List<String>> headers, InputStream body) {
    this.exchange = exchange;
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Headers by lower-case name. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  public InputStream body() {
    return body;
  }

  /** The whole body. */
  SafeResponse whole() {
    try {
      return new SafeResponse(status, headers, body.readAllBytes());
    } catch (IOException e) {
      throw exchange.failed(e);
    }
  }

  /** Gives the connection up, whatever of the body is still to come. */
  @Override
  public void close() {
    exchange.close();
  }
}
