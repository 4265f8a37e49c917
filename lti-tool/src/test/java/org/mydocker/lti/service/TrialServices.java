package org.mydocker.lti.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.key.Signing;
import org.mydocker.lti.key.TrialKeys;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.walls.http.SafeHttp;

/** A platform's services on loopback: answers what the test laid ready and keeps what came. */
public final class TrialServices implements AutoCloseable {

  /** What came. */
  public record Seen(
      String method, String path, String accept, String type, String authorization, String body) {}

  /** What to answer. */
  public record Ready(int status, Map<String, String> headers, String body) {}

  public final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, List<Ready>> ready = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final HttpServer server;

  public TrialServices() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/", this::answer);
    server.start();
    lay("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3600}");
  }

  /** The same registration, with its services here and all their scopes granted. */
  public Registration at(Registration r) {
    return new Registration(
        r.id(),
        r.tenant(),
        r.name(),
        r.issuer(),
        r.clientId(),
        URI.create(address() + "/auth"),
        URI.create(address() + "/token"),
        address() + "/token",
        r.jwksUrl(),
        r.algorithms(),
        r.trustedAudiences(),
        r.serviceHosts(),
        Set.copyOf(Registration.SCOPES),
        r.messages(),
        r.registrationEndpoint(),
        r.status(),
        r.productFamily(),
        r.productVersion(),
        r.adoptsDeployments(),
        r.createdBy(),
        r.created());
  }

  /** Calls with keys that live in that transaction. */
  public static ServiceCalls calls(EntityManager manager, KeyFile file, Clock clock) {
    SafeHttp http = TrialPlatform.http();
    return new ServiceCalls(
        new AccessTokens(
            new Signing(TrialKeys.in(manager, file, clock)), http, new Platforms(manager), clock),
        http);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lays an answer ready for a path; the last one laid stays. */
  public void lay(String path, int status, String body) {
    lay(path, new Ready(status, Map.of(), body));
  }

  public void lay(String path, Ready answer) {
    ready.computeIfAbsent(path, p -> Collections.synchronizedList(new ArrayList<>())).add(answer);
  }

  public void clear(String path) {
    ready.remove(path);
  }

  /** What is asked of that path is answered when the latch is open. */
  public void hold(String path, CountDownLatch until) {
    held.put(path, until);
  }

  private void await(String path) throws IOException {
    try {
      held.getOrDefault(path, new CountDownLatch(0)).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(path);
    }
  }

  public List<Seen> seenAt(String path) {
    synchronized (seen) {
      return seen.stream().filter(s -> s.path().startsWith(path)).toList();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Accept"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            body));
    await(exchange.getRequestURI().getPath());
    List<Ready> answers =
        ready.getOrDefault(
            exchange.getRequestURI().toString(),
            ready.getOrDefault(exchange.getRequestURI().getPath(), List.of()));
    Ready answer =
        answers.isEmpty()
            ? new Ready(404, Map.of(), "")
            : answers.size() > 1 ? answers.remove(0) : answers.get(0);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
