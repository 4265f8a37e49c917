package org.mydocker.broker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.start.Place;

/** What Jupyter says of its kernels, and what something that only looks like it says. */
class JupyterKernelsTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  @Tag("RUN-03")
  void doesNotWaitForAnAnswerThatNeverEnds() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/kernels",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().flush();
        });
    server.start();
    try {
      Place place =
          new Place(new ContainerId("c"), Optional.of("127.0.0.1"), server.getAddress().getPort());
      long begun = System.nanoTime();

      assertThat(new JupyterKernels().lastBusy(place, NOW)).isEmpty();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @Tag("RUN-03")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"execution_state\":\"busy\",\"last_activity\":\"2026-11-20T10:00:00Z\"}] | 2026-11-20T12:00:00Z",
        "[{\"execution_state\":\"idle\",\"last_activity\":\"2026-11-20T10:00:00.5Z\"}] | 2026-11-20T10:00:00.5Z",
        "[{\"execution_state\":\"idle\",\"last_activity\":\"2031-01-01T00:00:00Z\"}] | 2026-11-20T12:00:00Z",
        "[] | ''",
        "<html> | ''"
      })
  void tellsWhenSomethingLastRan(String answer, String expected) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/kernels",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      Place place =
          new Place(new ContainerId("c"), Optional.of("127.0.0.1"), server.getAddress().getPort());

      assertThat(new JupyterKernels().lastBusy(place, NOW))
          .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(expected)));
    } finally {
      server.stop(0);
    }
  }
}
