package org.mydocker.broker.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.mydocker.broker.engine.EngineContract;

/**
 * An image registry on loopback with one image that no engine has yet: the test image under a layer
 * of its own. A test can hold the last byte of that layer back, and count how often it was fetched.
 * Speaks what an engine asks for when it pulls (OCI distribution, section "pull").
 */
public final class LoopbackRegistry implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DockerConnection docker = new DockerConnection(DockerForTests.address());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final byte[] manifest;
  private final String own;
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile CountDownLatch open = new CountDownLatch(0);

  public LoopbackRegistry() {
    try {
      Map<String, byte[]> saved = saved();
      var listed = JSON.readTree(saved.get("manifest.json")).get(0);
      ObjectNode config = (ObjectNode) JSON.readTree(saved.get(listed.get("Config").asText()));
      ObjectNode made = JSON.createObjectNode();
      made.put("schemaVersion", 2).put("mediaType", MANIFEST);
      ObjectNode ofConfig = made.putObject("config");
      var layers = made.putArray("layers");
      for (var layer : listed.get("Layers")) {
        layers.add(descriptor(LAYER, gzip(saved.get(layer.asText()))));
      }
      byte[] mine = layer();
      ObjectNode last = descriptor(LAYER, gzip(mine));
      own = last.get("digest").asText();
      layers.add(last);
      ((com.fasterxml.jackson.databind.node.ArrayNode) config.at("/rootfs/diff_ids"))
          .add(digest(mine));
      config.remove("history");
      ofConfig.setAll(
          descriptor(
              "application/vnd.docker.container.image.v1+json", JSON.writeValueAsBytes(config)));
      manifest = JSON.writeValueAsBytes(made);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(threads);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  /** The image's name without tag. */
  public String name() {
    return "127.0.0.1:" + server.getAddress().getPort() + "/test/web";
  }

  public String digest() {
    return digest(manifest);
  }

  /** From now on the layer's last byte is not given out, until {@link #release}. */
  public void hold() {
    open = new CountDownLatch(1);
  }

  public void release() {
    open.countDown();
  }

  /** How often the layer was asked for. */
  public int fetched() {
    return fetched.get();
  }

  /** Removes the image from the engine as well. */
  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
    docker.ask(
        LIMIT,
        client -> {
          client.listImagesCmd().exec().stream()
              .filter(image -> image.getRepoDigests() != null)
              .filter(
                  image ->
                      java.util.Arrays.stream(image.getRepoDigests())
                          .anyMatch(name -> name.startsWith(name())))
              .forEach(image -> client.removeImageCmd(image.getId()).withForce(true).exec());
          return true;
        });
    docker.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String last = path.substring(path.lastIndexOf('/') + 1);
      if (path.equals("/v2/")) {
        send(exchange, "application/json", "{}".getBytes(UTF_8));
      } else if (path.contains("/manifests/") && (last.equals("1") || last.equals(digest()))) {
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest());
        send(exchange, MANIFEST, manifest);
      } else if (path.contains("/blobs/") && blobs.containsKey(last)) {
        send(exchange, "application/octet-stream", blobs.get(last), last.equals(own));
      } else {
        byte[] unknown =
            "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}"
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(404, unknown.length);
        exchange.getResponseBody().write(unknown);
      }
    }
  }

  private void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    send(exchange, type, body, false);
  }

  private void send(HttpExchange exchange, String type, byte[] body, boolean mayWait)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, body.length);
    if (mayWait) {
      fetched.incrementAndGet();
      exchange.getResponseBody().write(body, 0, body.length - 1);
      exchange.getResponseBody().flush();
      awaitRelease();
      exchange.getResponseBody().write(body, body.length - 1, 1);
    } else {
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitRelease() throws IOException {
    try {
      open.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new IOException(closing);
    }
  }

  private ObjectNode descriptor(String type, byte[] content) {
    blobs.put(digest(content), content);
    return JSON.createObjectNode()
        .put("mediaType", type)
        .put("size", content.length)
        .put("digest", digest(content));
  }

  /** The test image as the engine gives it out. */
  private Map<String, byte[]> saved() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (InputStream image =
            docker.ask(LIMIT, client -> client.saveImageCmd(EngineContract.IMAGE).exec());
        TarArchiveInputStream tar = new TarArchiveInputStream(image)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }

  /** A layer with one file that is different each time. */
  private static byte[] layer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      byte[] content = UUID.randomUUID().toString().getBytes(UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry("pulled");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new ByteArrayInputStream(plain);
        GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      in.transferTo(out);
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
}
