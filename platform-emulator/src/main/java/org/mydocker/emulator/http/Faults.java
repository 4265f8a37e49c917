package org.mydocker.emulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Stands before every route of a tenant: counts the requests and lets go wrong what a test asked
 * for. A later fault of an endpoint replaces the earlier, unless it is added; of several the first
 * that strikes counts.
 */
public final class Faults {
  private static final class Armed {
    private final Fault fault;
    private int seen;

    private Armed(Fault fault) {
      this.fault = fault;
    }

    private boolean strikes() {
      seen++;
      return seen > fault.skip() && (fault.times() == 0 || seen <= fault.skip() + fault.times());
    }
  }

  /** What a request to an endpoint asked for. */
  public record Asked(String method, String query, String accept) {}

  private static final int MOST_ASKED = 200;

  private record Struck(Fault fault, int number) {}

  private final Map<Endpoint, List<Armed>> armed = new EnumMap<>(Endpoint.class); // guarded by this
  private final Map<Endpoint, Deque<Asked>> asked =
      new EnumMap<>(Endpoint.class); // guarded by this
  private final Map<Endpoint, Integer> requests = new EnumMap<>(Endpoint.class); // guarded by this

  public synchronized void put(Fault fault) {
    armed.put(fault.endpoint(), new ArrayList<>(List.of(new Armed(fault))));
  }

  public synchronized void add(Fault fault) {
    armed.computeIfAbsent(fault.endpoint(), endpoint -> new ArrayList<>()).add(new Armed(fault));
  }

  public synchronized void clear(Endpoint endpoint) {
    armed.remove(endpoint);
  }

  public synchronized void clear() {
    armed.clear();
  }

  public synchronized Map<String, Integer> requests() {
    Map<String, Integer> counted = new TreeMap<>();
    for (Endpoint endpoint : Endpoint.values()) {
      counted.put(endpoint.wireName(), requests.getOrDefault(endpoint, 0));
    }
    return counted;
  }

  /** The last requests to an endpoint, oldest first. */
  public synchronized List<Asked> asked(Endpoint endpoint) {
    return List.copyOf(asked.getOrDefault(endpoint, new ArrayDeque<>()));
  }

  private synchronized void note(Endpoint endpoint, Request request) {
    Deque<Asked> last = asked.computeIfAbsent(endpoint, any -> new ArrayDeque<>());
    last.addLast(new Asked(request.method(), request.rawQuery(), request.header("accept")));
    if (last.size() > MOST_ASKED) {
      last.removeFirst();
    }
  }

  public synchronized void forgetRequests() {
    requests.clear();
    asked.clear();
  }

  Response pass(Endpoint endpoint, Request request, Supplier<Response> usual) {
    note(endpoint, request);
    Optional<Struck> struck = striking(endpoint);
    if (struck.isEmpty()) {
      return usual.get();
    }
    Fault fault = struck.get().fault();
    if (!fault.delay().isZero()) {
      pause(fault);
    }
    Response response =
        fault.status() == 0
            ? changed(usual.get(), fault)
            : new Response(
                fault.status(),
                Map.of("Content-Type", "text/html; charset=utf-8"),
                fault.body().getBytes(StandardCharsets.UTF_8),
                fault.size());
    for (Map.Entry<String, String> header : fault.headers().entrySet()) {
      String value = header.getValue().replace("{n}", String.valueOf(struck.get().number()));
      response = response.with(header.getKey(), value);
    }
    return response;
  }

  private static Response changed(Response usual, Fault fault) {
    if (fault.members().isEmpty()
        || !(Json.read(new String(usual.body(), StandardCharsets.UTF_8))
            instanceof ObjectNode object)) {
      return usual;
    }
    object.setAll(fault.members());
    byte[] body = object.toString().getBytes(StandardCharsets.UTF_8);
    return new Response(usual.status(), usual.headers(), body, usual.padding());
  }

  /** All that are armed count the request; the first that strikes decides. */
  private synchronized Optional<Struck> striking(Endpoint endpoint) {
    requests.merge(endpoint, 1, Integer::sum);
    Optional<Struck> struck = Optional.empty();
    for (Armed one : armed.getOrDefault(endpoint, List.of())) {
      if (one.strikes() && struck.isEmpty()) {
        struck = Optional.of(new Struck(one.fault, one.seen));
      }
    }
    return struck;
  }

  private static void pause(Fault fault) {
    try {
      Thread.sleep(fault.delay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the emulator is closing");
    }
  }
}
