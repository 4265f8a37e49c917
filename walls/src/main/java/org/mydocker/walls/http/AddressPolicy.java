package org.mydocker.walls.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.mydocker.walls.http.OutboundRefused.Reason;

/**
 * Where the server may call (DYN-03): https to public addresses on port 443, and what the
 * administrator adds.
 *
 * <p>A host that is allowed by name may have a private address, but never a link-local, multicast
 * or cloud metadata one; a network that is allowed is allowed whatever it is. IPv6 is refused
 * outside of global unicast, so mapped, NAT64 and 6to4 forms of private addresses are, too; a site
 * behind NAT64 allows {@code 64:ff9b::/96}.
 */
public final class AddressPolicy {
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  /** Link-local, multicast, nowhere, and where clouds serve credentials. */
  private static final List<Network> NEVER_BY_NAME =
      networks(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16",
          "100.100.100.200",
          "192.0.0.192",
          "::/128",
          "fe80::/10",
          "ff00::/8",
          "fd00:ec2::254");

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*"
              + "(?!([0-9]+|0x[0-9a-f]*)$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

  private final Set<String> hosts;
  private final List<Network> networks;
  private final Set<Integer> ports;
  private final boolean insecureLoopback;

  private AddressPolicy(
      Set<String> hosts, List<Network> networks, Set<Integer> ports, boolean insecureLoopback) {
    this.hosts = Set.copyOf(hosts);
    this.networks = List.copyOf(networks);
    this.ports = Set.copyOf(ports);
    this.insecureLoopback = insecureLoopback;
  }

  /** Public addresses, https, port 443, nothing else. */
  public static AddressPolicy strict() {
    return new AddressPolicy(Set.of(), List.of(), Set.of(443), false);
  }

  /**
   * Allows more targets.
   *
   * @param targets host names, addresses or networks as {@code 10.1.0.0/16}
   * @throws IllegalArgumentException if one is none of these
   */
  public AddressPolicy allowing(Collection<String> targets) {
    Set<String> moreHosts = new HashSet<>(hosts);
    List<Network> moreNetworks = new ArrayList<>(networks);
    for (String target : targets) {
      String host = target.toLowerCase(Locale.ROOT);
      if (host.indexOf('/') >= 0 || Network.isLiteral(host)) {
        moreNetworks.add(Network.of(host));
      } else if (NAME.matcher(host).matches()) {
        moreHosts.add(host);
      } else {
        throw new IllegalArgumentException("neither host nor network: " + target);
      }
    }
    return new AddressPolicy(moreHosts, moreNetworks, ports, insecureLoopback);
  }

  /** Allows more ports besides 443. */
  public AddressPolicy allowingPorts(Collection<Integer> more) {
    Set<Integer> all = new HashSet<>(ports);
    all.addAll(more);
    return new AddressPolicy(hosts, networks, all, insecureLoopback);
  }

  /** For development: http and any port on {@code localhost}, {@code 127.0.0.1}, {@code [::1]}. */
  public AddressPolicy allowingInsecureLoopback() {
    return new AddressPolicy(hosts, networks, ports, true);
  }

  /**
   * The host of a URL that may be called as far as the URL itself tells.
   *
   * @return lower case, an IPv6 address without brackets
   */
  String checkedHost(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new OutboundRefused(Reason.SCHEME, "only https");
    }
    String authority = String.valueOf(uri.getRawAuthority());
    if (uri.getRawUserInfo() != null || authority.indexOf('@') >= 0) {
      throw new OutboundRefused(Reason.USERINFO, "no name or password in the URL");
    }
    String host = host(uri);
    boolean loopback = insecureLoopback && LOOPBACK_NAMES.contains(host);
    if (!scheme.equals("https") && !loopback) {
      throw new OutboundRefused(Reason.SCHEME, "only https");
    }
    if (!loopback && !ports.contains(port(uri))) {
      throw new OutboundRefused(Reason.PORT, "port " + port(uri) + " is not allowed");
    }
    return host;
  }

  static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
  }

  private static String host(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]") && host.indexOf('%') < 0) {
      return host.substring(1, host.length() - 1);
    }
    if (host.startsWith("[") || (!Network.isLiteral(host) && !NAME.matcher(host).matches())) {
      throw new OutboundRefused(Reason.HOST, "the host is missing or oddly spelled");
    }
    return host;
  }

  /** Whether this address of this host may be connected to. */
  boolean allows(String host, InetAddress address) {
    if (within(networks, address)) {
      return true;
    }
    if (hosts.contains(host)) {
      return !within(NEVER_BY_NAME, address);
    }
    if (insecureLoopback && LOOPBACK_NAMES.contains(host)) {
      return address.isLoopbackAddress();
    }
    boolean four = address.getAddress().length == 4;
    boolean mapped = four && host.indexOf(':') >= 0;
    return !mapped && (four || GLOBAL_UNICAST.contains(address)) && !within(NOT_PUBLIC, address);
  }

  private static boolean within(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return List.of(texts).stream().map(Network::of).toList();
  }
}
