package org.mydocker.broker.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.mydocker.broker.entrance.GatewayDoor;
import org.mydocker.broker.entrance.Passes;
import org.mydocker.kernel.people.RoleChanged;

/**
 * Takes back the passes of a person whose role in a course changed (GATE-02, lti.md ROL-09), once
 * the change is certain. Who changed it does not wait; sockets are cut a moment later.
 */
@ApplicationScoped
class Revoking {

  @Inject Passes passes;
  @Inject GatewayDoor door;
  @Inject Threads threads;

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoleChanged change) {
    threads.act(
        "taking back passes",
        () ->
            passes.revoke(change.person(), change.course(), change.role()).forEach(door::recheck));
  }
}
