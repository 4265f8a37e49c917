package org.mydocker.broker.engine.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.engine.EngineNetwork;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineRefused.Reason;
import org.mydocker.broker.engine.NetworkSpec;

/**
 * Docker's bridges. One that exists is taken only if it is as closed as the one that is wished: a
 * network of the same name that somebody made by hand would let sessions reach each other.
 */
final class Networks {
  private static final String NO_NEIGHBOURS = "com.docker.network.bridge.enable_icc";
  private static final String BRIDGE = "com.docker.network.bridge.name";

  private final DockerConnection docker;
  private final Duration quick;
  private final Duration slow;

  Networks(DockerConnection docker, Duration quick, Duration slow) {
    this.docker = docker;
    this.quick = quick;
    this.slow = slow;
  }

  /** One at a time: an engine that makes two of one name and subnet at once refuses the second. */
  synchronized EngineNetwork ensure(NetworkSpec spec) {
    Optional<Network> there = find(spec.name()).or(() -> made(spec));
    Network network =
        there.orElseThrow(
            () -> new EngineRefused(Reason.NO_SUCH_NETWORK, "the network went: " + spec.name()));
    Network.Ipam.Config addresses = addresses(network);
    boolean same =
        Boolean.TRUE.equals(network.getInternal()) == spec.internal()
            && "false".equals(network.getOptions().get(NO_NEIGHBOURS))
            && spec.bridge().equals(network.getOptions().get(BRIDGE))
            && spec.subnets().contains(addresses.getSubnet());
    if (!same) {
      throw new EngineRefused(
          Reason.NETWORK_DIFFERS, "a network " + spec.name() + " exists, made otherwise");
    }
    return new EngineNetwork(
        network.getId(), network.getName(), spec.bridge(), addresses.getGateway());
  }

  /** Another process may have been faster: then its network is ours as well. */
  private Optional<Network> made(NetworkSpec spec) {
    EngineRefused taken = null;
    for (String subnet : spec.subnets()) {
      try {
        create(spec, subnet);
        return find(spec.name());
      } catch (EngineRefused refused) {
        Optional<Network> faster = find(spec.name());
        if (faster.isPresent()) {
          return faster;
        }
        if (refused.reason() != Reason.SUBNET_TAKEN) {
          throw refused;
        }
        taken = refused;
      }
    }
    throw taken;
  }

  void remove(String name) {
    docker.ask(
        slow,
        client -> {
          try {
            client.removeNetworkCmd(name).exec();
          } catch (NotFoundException none) {
            return false;
          }
          return true;
        });
  }

  private Optional<Network> find(String name) {
    return docker.ask(
        quick,
        client -> {
          try {
            return Optional.of(client.inspectNetworkCmd().withNetworkId(name).exec());
          } catch (NotFoundException none) {
            return Optional.empty();
          }
        });
  }

  private void create(NetworkSpec spec, String subnet) {
    docker.ask(
        slow,
        client ->
            client
                .createNetworkCmd()
                .withName(spec.name())
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withInternal(spec.internal())
                .withLabels(spec.labels())
                .withOptions(Map.of(NO_NEIGHBOURS, "false", BRIDGE, spec.bridge()))
                .withIpam(
                    new Network.Ipam()
                        .withConfig(
                            new Network.Ipam.Config()
                                .withSubnet(subnet)
                                .withGateway(firstAddress(subnet))))
                .exec());
  }

  private static Network.Ipam.Config addresses(Network network) {
    List<Network.Ipam.Config> configs = network.getIpam().getConfig();
    return configs == null || configs.isEmpty() ? new Network.Ipam.Config() : configs.get(0);
  }

  static String firstAddress(String subnet) {
    String network = subnet.substring(0, subnet.indexOf('/'));
    int dot = network.lastIndexOf('.');
    return network.substring(0, dot + 1) + (Integer.parseInt(network.substring(dot + 1)) + 1);
  }
}
