package org.mydocker.broker.engine;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one bridge upon which an installation's sessions live: its containers cannot reach each other
 * (GATE-04), and nothing outside where it is internal. The bridge has a name of its own, so that a
 * firewall rule can name it before it exists. Where it lies is explicit: the engine's own pool ends
 * at about thirty networks.
 *
 * @param subnets where it may lie, IPv4 with a length; the first one that no other network of the
 *     engine overlaps
 */
public record NetworkSpec(
    String name,
    String bridge,
    List<String> subnets,
    boolean internal,
    Map<String, String> labels) {
  private static final Pattern BRIDGE = Pattern.compile("[a-z][a-z0-9-]{1,14}");
  private static final Pattern SUBNET =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}/(8|9|1[0-9]|2[0-9])");

  public NetworkSpec {
    labels = Map.copyOf(labels);
    if (!BRIDGE.matcher(bridge).matches()) {
      throw new IllegalArgumentException("not the name of a bridge (15 characters): " + bridge);
    }
    subnets = List.copyOf(subnets);
    if (subnets.isEmpty()) {
      throw new IllegalArgumentException("a network lies somewhere: " + name);
    }
    for (String subnet : subnets) {
      if (!SUBNET.matcher(subnet).matches()) {
        throw new IllegalArgumentException("not an IPv4 subnet: " + subnet);
      }
    }
  }
}
