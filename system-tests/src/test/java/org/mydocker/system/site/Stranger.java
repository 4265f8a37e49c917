package org.mydocker.system.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of an attacker on this machine's loopback: answers what it is told, counts who comes and
 * keeps what was posted. Closing it ends slow answers as well.
 */
public final class Stranger implements AutoCloseable {

  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What somebody posted here. */
  public record Posted(String authorization, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final List<String> cookies = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  public Stranger() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address(String path) {
    return address("127.0.0.1", path);
  }

  public URI address(String host, String path) {
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
  }

  public int requests() {
    return requests.get();
  }

  /** What was posted, the last one last. */
  public List<Posted> posted() {
    return List.copyOf(posted);
  }

  /** The cookies that each request brought, an empty text for none. */
  public List<String> cookies() {
    return List.copyOf(cookies);
  }

  public void answer(String path, int status, String type, String body) {
    answer(path, status, Map.of("Content-Type", type), body);
  }

  public void answer(String path, int status, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    replies.put(
        path,
        exchange -> {
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  public void redirect(String path, URI target) {
    replies.put(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", target.toString());
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** Answers a byte now and then, and never comes to an end. */
  public void drip(String path) {
    replies.put(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          while (!closed) {
            out.write(' ');
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          }
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    cookies.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")).orElse(""));
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestMethod().equals("POST")) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        posted.add(new Posted(authorization, body));
      }
      Reply reply = replies.get(exchange.getRequestURI().getPath());
      if (reply == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        reply.to(exchange);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
  }
}
