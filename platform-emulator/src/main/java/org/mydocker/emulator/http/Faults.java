package org.mydocker.emulator.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Stands before every route of a tenant: counts the requests and lets go wrong what a test asked
 * for. One fault per endpoint; a later one replaces the earlier.
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

  private final Map<Endpoint, Armed> armed = new EnumMap<>(Endpoint.class); // guarded by this
  private final Map<Endpoint, Integer> requests = new EnumMap<>(Endpoint.class); // guarded by this

  public synchronized void put(Fault fault) {
    armed.put(fault.endpoint(), new Armed(fault));
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

  public synchronized void forgetRequests() {
    requests.clear();
  }

  Response pass(Endpoint endpoint, Supplier<Response> usual) {
    Fault fault = striking(endpoint);
    if (fault == null) {
      return usual.get();
    }
    if (!fault.delay().isZero()) {
      pause(fault);
    }
    if (fault.status() == 0) {
      return usual.get();
    }
    Response response = Response.of(fault.status(), "text/html; charset=utf-8", fault.body());
    for (Map.Entry<String, String> header : fault.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return new Response(response.status(), response.headers(), response.body(), fault.size());
  }

  private synchronized Fault striking(Endpoint endpoint) {
    requests.merge(endpoint, 1, Integer::sum);
    Armed one = armed.get(endpoint);
    return one != null && one.strikes() ? one.fault : null;
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
