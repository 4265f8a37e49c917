package org.mydocker.broker.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineRefused.Reason;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.EngineVersion;

/**
 * The line to one Docker Engine. The version of the API is agreed upon at the first call that gets
 * through, and again after the line was lost, since it may be another engine then. A Unix socket
 * knows no read time-out: so each call runs on a thread of ours, and is interrupted, which closes
 * its socket, when its time is over.
 */
final class DockerConnection implements AutoCloseable {
  private static final int[] OLDEST = {1, 41};
  private static final int[] NEWEST_TRIED = {1, 44};
  private static final int CALLS_AT_ONCE = 32;
  private static final int CALLS_WAITING = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DockerAddress address;
  private final DockerHttpClient http;
  private final ThreadPoolExecutor calls;
  private volatile Agreed agreed;

  private record Agreed(EngineVersion version, DockerClient client) {}

  DockerConnection(DockerAddress address) {
    this.address = address;
    this.http =
        new ApacheDockerHttpClient.Builder()
            .dockerHost(address.uri())
            .sslConfig(address.certificates().map(DockerCertificates::new).orElse(null))
            .maxConnections(512)
            .connectionTimeout(Duration.ofSeconds(5))
            .build();
    AtomicInteger number = new AtomicInteger();
    this.calls =
        new ThreadPoolExecutor(
            CALLS_AT_ONCE,
            CALLS_AT_ONCE,
            20,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(CALLS_WAITING),
            task -> {
              Thread thread = new Thread(task, "docker-call-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    calls.allowCoreThreadTimeOut(true);
  }

  /** Asks the engine by docker-java; its failures become ours. */
  <T> T ask(Duration limit, Function<DockerClient, T> question) {
    return within(limit, () -> question.apply(agree().client()));
  }

  /** Looks who is there, whatever was agreed before. */
  EngineVersion version(Duration limit) {
    return within(
        limit,
        () -> {
          agreed = null;
          return agree().version();
        });
  }

  /** Asks what docker-java has no words for; the path begins behind the version. */
  JsonNode get(Duration limit, String path) {
    return within(limit, () -> getJson("/v" + agree().version().api() + path));
  }

  /** Opens a stream both ways; the caller closes the response. */
  DockerHttpClient.Response hijack(Duration limit, String path, java.io.InputStream input) {
    return within(
        limit,
        () -> {
          DockerHttpClient.Request request =
              DockerHttpClient.Request.builder()
                  .method(DockerHttpClient.Request.Method.POST)
                  .path("/v" + agree().version().api() + path)
                  .hijackedInput(input)
                  .build();
          return http.execute(request);
        });
  }

  @Override
  public void close() {
    calls.shutdownNow();
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T within(Duration limit, java.util.concurrent.Callable<T> call) {
    Future<T> answer;
    try {
      answer = calls.submit(call);
    } catch (RejectedExecutionException full) {
      throw new EngineUnavailable("too many calls are waiting for the engine", full);
    }
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      agreed = null;
      throw new EngineUnavailable("no answer from the engine within " + limit, late);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new EngineUnavailable("interrupted while asking the engine", interrupted);
    } catch (ExecutionException failed) {
      RuntimeException ours = Refusals.of(failed.getCause());
      if (ours instanceof EngineUnavailable) {
        agreed = null;
      }
      throw ours;
    }
  }

  private Agreed agree() throws IOException {
    Agreed already = agreed;
    if (already != null) {
      return already;
    }
    JsonNode said = getJson("/version");
    String api =
        choose(said.path("ApiVersion").asText(), said.path("MinAPIVersion").asText("1.12"));
    EngineVersion version = new EngineVersion(said.path("Version").asText(), api);
    Agreed now = new Agreed(version, DockerClientImpl.getInstance(config(api), http));
    agreed = now;
    return now;
  }

  /** The newest version that both sides know; an engine that is newer than we know is believed. */
  static String choose(String newest, String oldest) {
    int theirs = minor(newest);
    if (theirs < OLDEST[1]) {
      throw new EngineRefused(
          Reason.API_TOO_OLD, "the engine speaks API " + newest + ", 1.41 is needed");
    }
    int both = Math.max(Math.min(theirs, NEWEST_TRIED[1]), minor(oldest));
    return OLDEST[0] + "." + both;
  }

  private static int minor(String version) {
    String[] parts = version.split("\\.", -1);
    try {
      return Integer.parseInt(parts[0]) == 1 ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException odd) {
      throw new EngineUnavailable("what answers is no Docker Engine: API version " + version, odd);
    }
  }

  private JsonNode getJson(String path) throws IOException {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path(path)
            .build();
    try (DockerHttpClient.Response response = http.execute(request)) {
      byte[] body = response.getBody().readNBytes(1 << 20);
      if (response.getStatusCode() != 200) {
        String said = new String(body, java.nio.charset.StandardCharsets.UTF_8);
        throw Refusals.of(response.getStatusCode(), said);
      }
      return JSON.readTree(body);
    }
  }

  private DockerClientConfig config(String api) {
    return DefaultDockerClientConfig.createDefaultConfigBuilder()
        .withDockerHost(address.uri().toString())
        .withDockerTlsVerify(false) // the line speaks TLS by itself
        .withApiVersion(api)
        .build();
  }
}
