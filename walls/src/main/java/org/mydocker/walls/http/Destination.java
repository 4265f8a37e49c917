package org.mydocker.walls.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A scheme, host and port with the addresses that were found and checked, once. Whatever is sent to
 * a destination goes to these addresses, whatever the name says by then.
 */
public final class Destination {
  private final String scheme;
  private final String host;
  private final int port;
  private final List<InetAddress> addresses;

  Destination(String scheme, String host, int port, List<InetAddress> addresses) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.addresses = List.copyOf(addresses);
  }

  String scheme() {
    return scheme;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  List<InetAddress> addresses() {
    return addresses;
  }

  /** Whether the URL has this scheme, host and port. */
  public boolean covers(URI uri) {
    String other = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String bare = other.startsWith("[") ? other.substring(1, other.length() - 1) : other;
    return scheme.equalsIgnoreCase(uri.getScheme())
        && host.equals(bare)
        && port == AddressPolicy.port(uri)
        && uri.getRawUserInfo() == null;
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
