package org.mydocker.walls.gitfetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A smart HTTPS Git server on loopback: the JDK's server, JGit's upload-pack. */
public final class GitServer implements AutoCloseable {
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Repository repository;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile String password = "";

  public GitServer(SSLContext tls, Repository repository) throws IOException {
    this.repository = repository;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/course.git/info/refs", guarded(this::advertise));
    server.createContext("/course.git/git-upload-pack", guarded(this::upload));
    server.createContext(
        "/page/", exchange -> answer(exchange, "text/html", "<html>".getBytes("UTF-8")));
    server.createContext(
        "/away/",
        exchange ->
            redirect(
                exchange, "https://169.254.169.254/course.git/info/refs?service=git-upload-pack"));
    server.createContext(
        "/moved/info/refs",
        exchange -> redirect(exchange, "/course.git/info/refs?service=git-upload-pack"));
    server.start();
  }

  public void asksFor(String basic) {
    password = basic;
  }

  List<String> authorizations() {
    return authorizations;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private interface Serving {
    void serve(HttpExchange exchange) throws IOException;
  }

  private com.sun.net.httpserver.HttpHandler guarded(Serving serving) {
    return exchange -> {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(String.valueOf(given));
      if (password.isEmpty() || password.equals(given)) {
        serving.serve(exchange);
      } else {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
      }
    };
  }

  private UploadPack uploadPack(HttpExchange exchange) {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    pack.setExtraParameters(protocol == null ? List.of() : List.of(protocol.split(":")));
    return pack;
  }

  private void advertise(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(out);
    UploadPack pack = uploadPack(exchange);
    lines.writeString("# service=git-upload-pack\n");
    lines.end();
    pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines), null);
    answer(exchange, "application/x-git-upload-pack-advertisement", out.toByteArray());
  }

  private void upload(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream in = exchange.getRequestBody();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    uploadPack(exchange).upload(zipped ? new GZIPInputStream(in) : in, out, null);
    answer(exchange, "application/x-git-upload-pack-result", out.toByteArray());
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
