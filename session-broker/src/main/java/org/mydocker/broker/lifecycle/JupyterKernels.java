package org.mydocker.broker.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.mydocker.broker.start.Place;
import org.mydocker.broker.wire.SelfSigned;

/**
 * Jupyter's own word on its kernels, {@code GET /api/kernels}: {@code execution_state} and {@code
 * last_activity}. What a container answers is a student's and is read with bounds.
 */
public final class JupyterKernels implements KernelWatch {

  private static final Logger LOG = System.getLogger(JupyterKernels.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(2))
          .sslContext(SelfSigned.context())
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  @Override
  public Optional<Instant> lastBusy(Place place, Instant now) {
    Optional<String> origin = place.origin();
    if (origin.isEmpty()) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin.get() + "/api/kernels")).timeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .execute(() -> close(body)); // the request's own time-out ends with the head
        byte[] text = body.readNBytes(MOST + 1);
        return answer.statusCode() == 200 && text.length <= MOST
            ? latest(JSON.readTree(text), now)
            : Optional.empty();
      }
    } catch (IOException silent) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "an answer was not closed", gone);
    }
  }

  static Optional<Instant> latest(JsonNode kernels, Instant now) {
    Optional<Instant> latest = Optional.empty();
    for (JsonNode kernel : kernels) {
      Instant at =
          kernel.path("execution_state").asText().equals("busy")
              ? now
              : moment(kernel.path("last_activity").asText(), now);
      if (latest.isEmpty() || at.isAfter(latest.get())) {
        latest = Optional.of(at);
      }
    }
    return latest;
  }

  /** Never in the future: a container's clock decides nothing. */
  private static Instant moment(String text, Instant now) {
    try {
      Instant at = Instant.parse(text);
      return at.isAfter(now) ? now : at;
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
