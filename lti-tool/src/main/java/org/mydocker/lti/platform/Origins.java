package org.mydocker.lti.platform;

import java.net.URI;
import java.util.Locale;

/** Origins of addresses: scheme, host and port, lower case, default port left out. */
public final class Origins {

  private Origins() {}

  public static URI of(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    String host = address.getHost().toLowerCase(Locale.ROOT);
    int port = port(address);
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return URI.create(scheme + "://" + host + (usual ? "" : ":" + port));
  }

  public static boolean same(URI one, URI other) {
    return absolute(one) && absolute(other) && of(one).equals(of(other));
  }

  /** An http(s) address with a host and without user information. */
  public static boolean absolute(URI address) {
    String scheme = address.getScheme();
    return scheme != null
        && (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
        && address.getHost() != null
        && address.getRawUserInfo() == null;
  }

  /** https, or plain where a development site's platform is plain itself. */
  static boolean secureLike(URI address, URI home) {
    return "https".equalsIgnoreCase(address.getScheme())
        || (loopback(address) && "http".equalsIgnoreCase(home.getScheme()));
  }

  /** https; or http to a loopback name, which only a development site takes (REG-09). */
  public static boolean acceptable(URI address, boolean development) {
    return absolute(address)
        && ("https".equalsIgnoreCase(address.getScheme()) || (development && loopback(address)));
  }

  private static boolean loopback(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("127.0.0.1")
        || host.equals("[::1]");
  }

  private static int port(URI address) {
    if (address.getPort() != -1) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }
}
