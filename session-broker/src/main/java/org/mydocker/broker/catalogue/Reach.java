package org.mydocker.broker.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a session can reach: a policy, and with {@link NetworkPolicy#ALLOW_LIST} the hosts' names.
 */
public record Reach(NetworkPolicy policy, List<String> hosts) {

  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  public Reach {
    hosts = List.copyOf(hosts);
    if (!hosts.isEmpty() && policy != NetworkPolicy.ALLOW_LIST) {
      throw new IllegalArgumentException("only an allow-list names hosts");
    }
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException("not a host's name: " + host);
      }
    }
  }

  public static Reach of(NetworkPolicy policy) {
    return new Reach(policy, List.of());
  }
}
