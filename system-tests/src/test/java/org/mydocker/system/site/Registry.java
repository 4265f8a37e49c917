package org.mydocker.system.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * An image registry on loopback with one image of a few MiB, of which it gives out half and the
 * rest when a test says so. What is in the image is of no use: it is only ever pulled.
 */
public final class Registry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final int SIZE = 4 << 20;

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger fetched = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final String layer;
  private final byte[] manifest;

  public Registry() {
    try {
      byte[] tar = tar();
      byte[] packed = gzip(tar);
      byte[] config =
          ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},"
                  + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                  + digest(tar)
                  + "\"]}}")
              .getBytes(UTF_8);
      layer = digest(packed);
      blobs.put(layer, packed);
      blobs.put(digest(config), config);
      manifest =
          "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
              .formatted(
                  MANIFEST,
                  descriptor("application/vnd.docker.container.image.v1+json", config),
                  descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", packed))
              .getBytes(UTF_8);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  public String image() {
    return "127.0.0.1:" + server.getAddress().getPort() + "/test/large:1";
  }

  /** How often the one layer was asked for. */
  public int fetched() {
    return fetched.get();
  }

  public void release() {
    open.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body =
          path.equals("/v2/")
              ? "{}".getBytes(UTF_8)
              : path.contains("/manifests/")
                  ? manifest
                  : blobs.get(path.substring(path.lastIndexOf('/') + 1));
      if (body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (path.contains("/manifests/")) {
        exchange.getResponseHeaders().set("Content-Type", MANIFEST);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.sendResponseHeaders(200, body.length);
      if (path.endsWith(layer)) {
        fetched.incrementAndGet();
        drip(exchange.getResponseBody(), body);
      } else {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException(closing);
    }
  }

  /** The first half in steps, so that the engine tells of them; the rest when the test says so. */
  private void drip(OutputStream to, byte[] body) throws IOException, InterruptedException {
    int step = body.length / 20;
    for (int i = 0; i < 10; i++) {
      to.write(body, i * step, step);
      to.flush();
      open.await(200, TimeUnit.MILLISECONDS);
    }
    open.await();
    to.write(body, 10 * step, body.length - 10 * step);
  }

  private static String descriptor(String type, byte[] content) {
    return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
        .formatted(type, content.length, digest(content));
  }

  /** One file of random bytes, which nothing makes smaller. */
  private static byte[] tar() throws IOException {
    byte[] header = new byte[512];
    put(header, 0, "random");
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(SIZE));
    put(header, 136, "00000000000\0");
    put(header, 148, "        0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    byte[] content = new byte[SIZE];
    new SecureRandom().nextBytes(content);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.write(header);
    tar.write(content);
    tar.write(new byte[1024]);
    return tar.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** Removes the image from the engine as well, if it came that far. */
  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
    if (!Containers.docker("images", "-q", image()).isBlank()) {
      Containers.docker("rmi", "-f", image());
    }
  }
}
