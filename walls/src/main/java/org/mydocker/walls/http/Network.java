package org.mydocker.walls.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, {@code 10.0.0.0/8}, {@code fc00::/7}, or one address. */
record Network(InetAddress base, int prefix) {
  private static final Pattern DOTTED =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  static Network of(String text) {
    int slash = text.indexOf('/');
    InetAddress base = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = base.getAddress().length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("no network: " + text);
    }
    return new Network(base, prefix);
  }

  /** Whether the text is an IPv4 address in its one canonical spelling, or any IPv6 address. */
  static boolean isLiteral(String host) {
    return DOTTED.matcher(host).matches() || host.indexOf(':') >= 0;
  }

  /** The address that the text spells, without asking anybody. */
  static InetAddress literal(String text) {
    if (!isLiteral(text) || text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("no address: " + text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + text, e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
