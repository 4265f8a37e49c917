package org.mydocker.walls.http;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.mydocker.walls.http.OutboundRefused.Reason;
import org.mydocker.walls.http.SafeRequest.Redirects;

/**
 * Calls URLs that strangers chose without being led astray (DYN-03, TOK-21, SVC-05, SVC-10).
 *
 * <p>The name is resolved once, all its addresses are held against the {@link AddressPolicy}, and
 * the connection goes to one of them with the name in SNI and in the certificate. Time, body and
 * headers are bounded; no proxy, no cookies, no retries. Safe for use by several threads; close it
 * at the end.
 */
public final class SafeHttp implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_REDIRECTS = 3;

  private final Destinations destinations;
  private final Trust trust;
  private final ScheduledThreadPoolExecutor clocks;

  public SafeHttp(AddressPolicy policy, Trust trust) {
    this(policy, trust, Resolver.system());
  }

  public SafeHttp(AddressPolicy policy, Trust trust, Resolver resolver) {
    this.destinations = new Destinations(policy, resolver);
    this.trust = trust;
    this.clocks = new ScheduledThreadPoolExecutor(1, Daemon.named("clock"));
    clocks.setRemoveOnCancelPolicy(true);
  }

  /**
   * Makes the call and reads the answer, whatever its status.
   *
   * @throws OutboundRefused if policy forbids it
   * @throws OutboundFailed if it comes to nothing
   */
  public SafeResponse send(SafeRequest request) {
    Deadline deadline = Deadline.in(request.limits().total());
    Destination destination = destinations.of(request.uri(), deadline.left());
    SafeRequest next = request;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      SafeResponse response;
      try (SafeStream stream = open(destination, next, deadline.left())) {
        response = stream.whole();
      }
      if (!follows(next, response)) {
        return response;
      }
      next = next.redirectedTo(target(next.uri(), destination, response));
    }
    throw new OutboundRefused(Reason.REDIRECT, "more than " + MAX_REDIRECTS + " redirects");
  }

  private static boolean follows(SafeRequest request, SafeResponse response) {
    return request.redirects() == Redirects.SAME_HOST
        && REDIRECTS.contains(response.status())
        && response.header("location").isPresent()
        && (request.method().equals("GET") || request.method().equals("HEAD"));
  }

  private static URI target(URI from, Destination destination, SafeResponse response) {
    try {
      URI target = from.resolve(response.header("location").orElseThrow());
      if (destination.covers(target)) {
        return target;
      }
    } catch (IllegalArgumentException e) {
      throw new OutboundRefused(Reason.REDIRECT, "to what is no URL");
    }
    throw new OutboundRefused(Reason.REDIRECT, "away from " + destination);
  }

  /**
   * Resolves and checks the host of a URL, for several calls to it over {@link #open}.
   *
   * @throws OutboundRefused if policy forbids it
   * @throws OutboundFailed if the name has no address
   */
  public Destination destination(URI uri, Duration timeout) {
    return destinations.of(uri, timeout);
  }

  /**
   * Makes one call whose answer is read as it comes; redirects are handed to the caller. The
   * limits' total time runs until the stream is closed.
   *
   * @throws OutboundRefused if the URL is not of this destination
   * @throws OutboundFailed if no answer comes
   */
  public SafeStream open(Destination destination, SafeRequest request) {
    return open(destination, request, request.limits().total());
  }

  private SafeStream open(Destination destination, SafeRequest request, Duration left) {
    if (!destination.covers(request.uri())) {
      throw new OutboundRefused(Reason.REDIRECT, "away from " + destination);
    }
    Exchange exchange = new Exchange(destination, request, trust, left, clocks);
    boolean opened = false;
    try {
      SafeStream stream = exchange.open();
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        exchange.close();
      }
    }
  }

  @Override
  public void close() {
    clocks.shutdownNow();
    destinations.close();
  }
}
