package org.mydocker.walls.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mydocker.walls.http.OutboundFailed.Reason;

/** Looks names up, each once and for so long only, and lets pass what the policy allows. */
final class Destinations implements AutoCloseable {
  private static final int LOOKUPS_AT_ONCE = 16;

  private final AddressPolicy policy;
  private final Resolver resolver;
  private final ExecutorService lookups =
      new ThreadPoolExecutor(
          0,
          LOOKUPS_AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Daemon.named("lookup"));

  Destinations(AddressPolicy policy, Resolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  Destination of(URI uri, Duration timeout) {
    String host = policy.checkedHost(uri);
    List<InetAddress> addresses =
        Network.isLiteral(host) ? List.of(literal(host)) : lookUp(host, timeout);
    for (InetAddress address : addresses) {
      if (!policy.allows(host, address)) {
        throw new OutboundRefused(
            OutboundRefused.Reason.ADDRESS, host + " has an address that may not be called");
      }
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return new Destination(scheme, host, AddressPolicy.port(uri), addresses);
  }

  private static InetAddress literal(String host) {
    try {
      return Network.literal(host);
    } catch (IllegalArgumentException e) {
      throw new OutboundRefused(OutboundRefused.Reason.HOST, "no address");
    }
  }

  private List<InetAddress> lookUp(String host, Duration timeout) {
    Future<List<InetAddress>> lookup = submit(host);
    try {
      List<InetAddress> addresses = lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (addresses.isEmpty()) {
        throw new OutboundFailed(Reason.DNS, host + " has no address");
      }
      return addresses;
    } catch (TimeoutException e) {
      lookup.cancel(true);
      throw new OutboundFailed(Reason.DNS, host + " was not resolved in time", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new OutboundFailed(Reason.DNS, host + " is unknown", e.getCause());
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboundFailed(Reason.IO, "interrupted", e);
    }
  }

  private Future<List<InetAddress>> submit(String host) {
    try {
      return lookups.submit(() -> resolver.resolve(host));
    } catch (RejectedExecutionException e) {
      throw new OutboundFailed(Reason.DNS, "too many names are being resolved", e);
    }
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
