package org.mydocker.broker.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public origins of the sessions: {@code scheme://{session}.{domain}:port}, one for each
 * session, so that the browser keeps them apart (broker.md GATE-03). Port 0 stands for the port on
 * which the gateway listens; behind a proxy that ends TLS it is the proxy's.
 */
public record Origins(String scheme, String domain, int port) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

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

  /** Whether the text can be a session's name: one lower-case DNS label. */
  static boolean isName(String session) {
    return LABEL.matcher(session).matches();
  }

  Origins onPort(int bound) {
    return port == 0 ? new Origins(scheme, domain, bound) : this;
  }

  /** What the browser sends as Host for that session. */
  public String host(String session) {
    return session + "." + domain + (port == defaultPort() ? "" : ":" + port);
  }

  /** What the browser sends as Origin for that session. */
  public String of(String session) {
    return scheme + "://" + host(session);
  }

  /** The session that this Host header means, if it is exactly the host of one. */
  Optional<String> sessionAt(String hostHeader) {
    String host = hostHeader.toLowerCase(Locale.ROOT);
    int dot = host.indexOf('.');
    if (dot < 1 || !isName(host.substring(0, dot))) {
      return Optional.empty();
    }
    String session = host.substring(0, dot);
    boolean exact = host.equals(host(session));
    boolean explicit = host.equals(session + "." + domain + ":" + port);
    return exact || explicit ? Optional.of(session) : Optional.empty();
  }

  private int defaultPort() {
    return "https".equals(scheme) ? 443 : 80;
  }
}
