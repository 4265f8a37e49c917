package org.mydocker.broker.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The kept connections of one client, and which request has each of them now. An upstream's
 * connection goes on to the next request as soon as its last byte has arrived, also while a slow
 * browser still reads: who gives up that answer then must not cut the one that came after it.
 */
public final class Upstream {
  private final HttpClient client;
  private final Map<HttpConnection, WeakReference<HttpClientRequest>> holders =
      Collections.synchronizedMap(new WeakHashMap<>());

  public Upstream(HttpClient client) {
    this.client = client;
  }

  /** A request on a connection that is its own until its answer has arrived. */
  public Future<HttpClientRequest> request(RequestOptions options) {
    return client
        .request(options)
        .onSuccess(out -> holders.put(out.connection(), new WeakReference<>(out)));
  }

  /** Gives the request up, and its connection with it unless another request has that by now. */
  public void stop(HttpClientRequest out) {
    HttpConnection connection = out.connection();
    out.reset();
    WeakReference<HttpClientRequest> holder = holders.get(connection);
    if (holder == null || holder.get() == out) {
      Cutting.cut(connection);
    }
  }
}
