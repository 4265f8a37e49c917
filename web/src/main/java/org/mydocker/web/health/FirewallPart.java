package org.mydocker.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.mydocker.broker.border.HostFirewall;
import org.mydocker.kernel.health.Part;

/**
 * Whether this machine is closed to the sessions, as whoever may look at firewall rules last said
 * (GATE-04): everything goes on without, but a program in a session may reach what listens here.
 */
@ApplicationScoped
class FirewallPart implements Part {

  @Inject HostFirewall firewall;

  @Override
  public String name() {
    return "firewall";
  }

  @Override
  public State state() {
    return firewall.open().isPresent() ? State.DEGRADED : State.WORKING;
  }

  @Override
  public String reason() {
    return firewall.open().orElse("");
  }
}
