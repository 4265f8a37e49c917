package org.mydocker.broker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GATE-01")
class UpstreamTest {
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
  private HttpServer server;
  private Upstream upstream;

  @BeforeEach
  void start() {
    server = await(vertx.createHttpServer().requestHandler(asked::add).listen(0, "127.0.0.1"));
    upstream = new Upstream(vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1)));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void givingUpAnAnswerThatHasArrivedDoesNotCutTheNextOne() throws Exception {
    HttpClientRequest slow = await(request());
    Future<HttpClientResponse> answer = slow.send().onSuccess(HttpClientResponse::pause);
    HttpServerRequest first = next();
    await(first.response().end("all of it"));
    await(answer);
    HttpClientRequest second = await(request());
    Future<Buffer> other = second.send().compose(HttpClientResponse::body);
    HttpServerRequest later = next();
    assertThat(later.connection()).isSameAs(first.connection());

    upstream.stop(slow);

    await(later.response().end("the other"));
    assertThat(await(other)).hasToString("the other");
  }

  @Test
  void givingUpARequestCutsItsOwnConnection() throws Exception {
    HttpClientRequest out = await(request());
    Future<HttpClientResponse> answer = out.send();
    HttpServerRequest in = next();
    CompletableFuture<Void> cut = new CompletableFuture<>();
    in.connection().closeHandler(cut::complete);

    upstream.stop(out);

    cut.orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(answer.toCompletionStage().toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS);
  }

  private Future<HttpClientRequest> request() {
    return upstream.request(
        new RequestOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI("/"));
  }

  private HttpServerRequest next() throws InterruptedException {
    HttpServerRequest request = asked.poll(10, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return request;
  }

  private static <T> T await(Future<T> future) {
    return future.timeout(20, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture().join();
  }
}
