package org.mydocker.broker.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mydocker.broker.wire.HopByHop;

/**
 * Makes a container and the LMS's frame fit together (broker.md GATE-08).
 *
 * <p>Towards the container: Host is the public one, which is what the browser's Origin and Referer
 * name, so Jupyter's comparison of the two holds without a rewrite; where the request came from is
 * told by {@code X-Forwarded-Host/-Proto/-Port} of ours alone. The person's address is not told.
 *
 * <p>Towards the browser: cookies that a frame keeps, frame ancestors of ours, no redirect to the
 * container's own address, and nothing that would speak for the whole origin (Clear-Site-Data would
 * throw away our cookie).
 */
final class Mending {
  private static final Set<String> NOT_TO_CONTAINER =
      Set.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip", "via", "proxy", "expect");
  private static final Set<String> NOT_TO_BROWSER =
      Set.of("x-frame-options", "clear-site-data", "strict-transport-security", "alt-svc");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "0.0.0.0", "[::1]");

  private final Origins origins;

  Mending(Origins origins) {
    this.origins = origins;
  }

  /** The head that the container gets; framing is not part of it. */
  MultiMap towardsContainer(Route.Live route, HttpServerRequest request) {
    MultiMap head = HopByHop.without(request.headers());
    if (origins.shareHost()) {
      new SharedHost(route.session()).towardsContainer(head);
    } else {
      PassCookie.strip(head);
    }
    head.remove("content-length");
    for (String name : List.copyOf(head.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (NOT_TO_CONTAINER.contains(lower) || lower.startsWith("x-forwarded") || isOurs(lower)) {
        head.remove(name);
      }
    }
    String host = origins.host(route);
    head.set("host", host);
    head.set("x-forwarded-host", host);
    head.set("x-forwarded-proto", origins.scheme());
    head.set("x-forwarded-port", Integer.toString(origins.port(route)));
    return head;
  }

  /** The head that the browser gets. */
  MultiMap towardsBrowser(Route.Live route, MultiMap fromContainer) {
    MultiMap head = HopByHop.without(fromContainer);
    for (String name : List.copyOf(head.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (NOT_TO_BROWSER.contains(lower) || isOurs(lower)) {
        head.remove(name);
      }
    }
    replace(head, "set-cookie", value -> cookies(route, value));
    replace(head, "location", value -> Stream.of(publicAddress(route, value)));
    replace(head, "content-location", value -> Stream.of(publicAddress(route, value)));
    replace(head, "content-security-policy", Mending::withoutAncestors);
    replace(head, "content-security-policy-report-only", Mending::withoutAncestors);
    if (origins.shareHost()) {
      head.set("cache-control", "no-store"); // the port will be another session's one day
    }
    head.add("content-security-policy", FramePolicy.ancestors(route.ancestors()));
    return head;
  }

  private Stream<String> cookies(Route.Live route, String setCookie) {
    return origins.shareHost()
        ? new SharedHost(route.session()).towardsBrowser(setCookie).stream()
        : SetCookies.mended(setCookie).stream();
  }

  private static Stream<String> withoutAncestors(String policies) {
    return FramePolicy.withoutAncestors(policies).stream();
  }

  private String publicAddress(Route.Live route, String value) {
    try {
      URI address = new URI(value);
      if (address.getRawAuthority() == null || !isContainers(route, address)) {
        return value;
      }
      String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
      return origins.of(route)
          + path
          + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery())
          + (address.getRawFragment() == null ? "" : "#" + address.getRawFragment());
    } catch (URISyntaxException notAnAddress) {
      return value; // the browser makes of it what it can, as without us
    }
  }

  private boolean isContainers(Route.Live route, URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean web = address.getScheme() == null || address.getScheme().matches("(?i)https?");
    boolean named =
        host.equals(origins.hostName(route))
            && (!origins.shareHost() || address.getPort() == route.door());
    boolean own =
        address.getPort() == route.port() && (host.equals(route.host()) || LOCAL.contains(host));
    boolean portless = address.getPort() == -1 && host.equals(route.host());
    return web && (named || own || portless);
  }

  private static boolean isOurs(String lowerName) {
    return lowerName.startsWith("x-mydocker");
  }

  private static void replace(MultiMap head, String name, Function<String, Stream<String>> mend) {
    List<String> values = head.getAll(name);
    if (!values.isEmpty()) {
      List<String> mended = values.stream().flatMap(mend).toList();
      head.remove(name);
      head.add(name, mended);
    }
  }
}
