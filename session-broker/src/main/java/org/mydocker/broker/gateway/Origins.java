package org.mydocker.broker.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public origins of the sessions, one for each, so that the browser keeps them apart (broker.md
 * GATE-03): {@code scheme://{session}.{domain}:port}, or, where no wildcard name can be had, {@code
 * scheme://{domain}:{port}} with a port for each. Port 0 stands for the port on which the gateway
 * listens; behind a proxy that ends TLS it is the proxy's.
 *
 * @param ports the sessions' own ports; empty where each has a name
 */
public record Origins(String scheme, String domain, int port, Optional<PortRange> ports) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern DOOR = Pattern.compile("(.+):([0-9]{4,5})");

  public Origins {
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("scheme is http or https, not " + scheme);
    }
    for (String label : domain.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException("not a domain in lower case: " + domain);
      }
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** A host name for each session, all on one port. */
  public Origins(String scheme, String domain, int port) {
    this(scheme, domain, port, Optional.empty());
  }

  /** A port for each session, all on one host. */
  public static Origins byPort(String scheme, String host, PortRange ports) {
    return new Origins(scheme, host, 0, Optional.of(ports));
  }

  /** Whether the text can be a session's name: one lower-case DNS label. */
  static boolean isName(String session) {
    return LABEL.matcher(session).matches();
  }

  Origins onPort(int bound) {
    return port == 0 && !shareHost() ? new Origins(scheme, domain, bound) : this;
  }

  /** Whether the sessions have one host name: cookies know no ports, see {@link SharedHost}. */
  boolean shareHost() {
    return ports.isPresent();
  }

  /**
   * The ports at which the gateway itself listens: where TLS is a proxy's business, so are they.
   */
  Optional<PortRange> ownPorts() {
    return ports.filter(all -> "http".equals(scheme));
  }

  /** As the setting writes them. */
  public String pattern() {
    return scheme
        + "://"
        + (shareHost() ? domain + ":{port}" : "{session}." + domain + suffix(port));
  }

  /** What the browser sends as Host for that session. */
  String host(String session, int door) {
    return shareHost() ? domain + suffix(door) : session + "." + domain + suffix(port);
  }

  String host(Route.Live route) {
    return host(route.session(), route.door());
  }

  /** The host without its port. */
  String hostName(Route.Live route) {
    return shareHost() ? domain : route.session() + "." + domain;
  }

  /** The port that the browser sees. */
  int port(Route.Live route) {
    return shareHost() ? route.door() : port;
  }

  /** What the browser sends as Origin for that session. */
  public String of(String session, int door) {
    return scheme + "://" + host(session, door);
  }

  String of(Route.Live route) {
    return of(route.session(), route.door());
  }

  /** The name of the cookie that opens the session. */
  String passCookie(String session) {
    return shareHost() ? SharedHost.passCookie(session) : PassCookie.NAME;
  }

  /**
   * The session that this Host header means, if it is exactly the host of one: its name, or the
   * digits of its port, by which {@link RouteSource} finds it too.
   *
   * @param listening the port at which the request came in; one that is a session's own port leads
   *     to no other
   */
  Optional<String> keyAt(String hostHeader, int listening) {
    String host = hostHeader.toLowerCase(Locale.ROOT);
    return shareHost() ? doorAt(host, listening) : nameAt(host);
  }

  private Optional<String> doorAt(String host, int listening) {
    Matcher written = DOOR.matcher(host);
    if (!written.matches() || !written.group(1).equals(domain)) {
      return Optional.empty();
    }
    int door = Integer.parseInt(written.group(2));
    PortRange range = ports.orElseThrow();
    boolean its = range.contains(door) && (door == listening || !range.contains(listening));
    return its ? Optional.of(Integer.toString(door)) : Optional.empty();
  }

  private Optional<String> nameAt(String host) {
    int dot = host.indexOf('.');
    if (dot < 1 || !isName(host.substring(0, dot))) {
      return Optional.empty();
    }
    String session = host.substring(0, dot);
    boolean exact = host.equals(host(session, 0));
    boolean explicit = host.equals(session + "." + domain + ":" + port);
    return exact || explicit ? Optional.of(session) : Optional.empty();
  }

  private String suffix(int shown) {
    return shown == ("https".equals(scheme) ? 443 : 80) ? "" : ":" + shown;
  }
}
