package org.mydocker.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JDK's HTTP server with a bounded pool of threads. What a handler does not foresee is logged
 * and answered 500; the exchange is always closed.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Server.class.getName());
  private static final int THREADS = 32;
  private static final int WAITING = 1_000;

  static {
    // Without it each answer on a kept connection waits 40 ms for the peer's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private Server(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Binds the address; {@link #serve} must follow before anybody is answered. */
  public static Server bind(String host, int port) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "emulator-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());
    threads.allowCoreThreadTimeOut(true);
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 256);
      server.setExecutor(threads);
      return new Server(server, threads);
    } catch (IOException e) {
      threads.shutdownNow();
      throw new UncheckedIOException("cannot listen on " + host + ":" + port, e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public void serve(Handler handler) {
    server.createContext("/", exchange -> exchange(exchange, handler));
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void exchange(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange, handler));
    }
  }

  private static Response answer(HttpExchange exchange, Handler handler) throws IOException {
    try {
      return handler.answer(Request.read(exchange));
    } catch (Refusal e) {
      return Response.of(e.status(), "text/plain; charset=utf-8", e.getMessage() + "\n");
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, exchange.getRequestMethod() + " " + exchange.getRequestURI(), e);
      return Response.of(500, "text/plain; charset=utf-8", "the emulator failed: " + e + "\n");
    }
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    response
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().set(name, wire(value)));
    long length = response.body().length + response.padding();
    boolean bodyless = response.status() == 204 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodyless || length == 0 ? -1 : length);
    if (bodyless || length == 0) {
      return;
    }
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(response.body());
      byte[] blanks = new byte[64 << 10];
      Arrays.fill(blanks, (byte) ' ');
      for (long left = response.padding(); left > 0; left -= blanks.length) {
        out.write(blanks, 0, (int) Math.min(left, blanks.length));
      }
    }
  }

  /** The server writes one byte per char: hand it the UTF-8 bytes, as PHP would send them. */
  private static String wire(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
