package org.mydocker.broker.wire;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Recognises requests on whose end or addressee two readers could disagree, which is how one
 * request is smuggled inside another (RFC 9112, section 11.2). They are refused, never repaired.
 *
 * <p>Of a request with both Content-Length and Transfer-Encoding only the latter is left when it
 * gets here: the server takes the former off, as section 6.3 allows. Either door frames anew what
 * it passes on, so an upstream sees one framing at all times.
 */
public final class UnsafeFraming {
  private UnsafeFraming() {}

  public static boolean in(HttpServerRequest request) {
    List<String> codings = request.headers().getAll("transfer-encoding");
    List<String> lengths = request.headers().getAll("content-length");
    return !request.uri().startsWith("/")
        || request.headers().getAll("host").size() != 1
        || (!codings.isEmpty() && !(codings.size() == 1 && "chunked".equals(codings.get(0))))
        || lengths.size() > 1
        || lengths.stream().anyMatch(length -> !length.matches("[0-9]{1,18}"));
  }
}
