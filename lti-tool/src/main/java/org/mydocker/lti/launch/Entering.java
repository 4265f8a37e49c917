package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.people.Arrival;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Arriving;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.role.CourseRoles;
import org.mydocker.lti.role.RoleRules;
import org.mydocker.lti.roster.RosterRefreshing;

/**
 * Lets the person of a verified message in: under a deployment that is known and active (REG-05),
 * as what the roles say, unless suspended (ROL-12). One transaction.
 */
@Singleton
class Entering {

  private final Platforms platforms;
  private final Arriving arriving;
  private final Clock clock;

  @Inject
  Entering(Platforms platforms, Arriving arriving) {
    this(platforms, arriving, Clock.systemUTC());
  }

  Entering(Platforms platforms, Arriving arriving, Clock clock) {
    this.platforms = platforms;
    this.arriving = arriving;
    this.clock = clock;
  }

  /** Who came in, in our own names. */
  record Entered(Deployment deployment, CourseRoles roles, Arrived arrived) {}

  @Transactional
  public Entered enter(LtiMessage message, Registration registration) {
    Deployment deployment = deployment(message, registration);
    learn(message, registration, deployment);
    RoleRules rules = deployment.rules();
    CourseRoles roles = CourseRoles.of(message.roles(), rules).with(message.custom(), rules);
    boolean editor = message.deepLinking().isPresent() && roles.role() == Role.TEACHER;
    Arrived arrived =
        arriving.arrive(
            new Arrival(
                registration,
                deployment,
                message.sub(),
                message.names(),
                message.context(),
                message.link(),
                roles,
                editor));
    if (arrived.suspended()) {
      throw new LaunchRejected(Reason.PERSON_SUSPENDED);
    }
    return new Entered(deployment, roles, arrived);
  }

  private Deployment deployment(LtiMessage message, Registration registration) {
    Deployment deployment =
        platforms
            .deployment(registration.id(), message.deploymentId())
            .orElseGet(() -> adopted(message.deploymentId(), registration));
    if (!deployment.active()) {
      throw new LaunchRejected(Reason.DEPLOYMENT_SUSPENDED, fact(message.deploymentId()));
    }
    return deployment;
  }

  private Deployment adopted(String deploymentId, Registration registration) {
    if (!registration.adoptsDeployments()) {
      throw new LaunchRejected(Reason.DEPLOYMENT_UNKNOWN, fact(deploymentId));
    }
    return platforms.addDeployment(registration, deploymentId, clock.instant());
  }

  private void learn(LtiMessage message, Registration registration, Deployment deployment) {
    message.product().ifPresent(product -> learn(product, registration, deployment));
    Set<String> granted = granted(message);
    if (!registration.scopes().containsAll(granted)) {
      platforms.learnScopes(registration.id(), granted);
    }
  }

  /** A roster's address comes to those only who may read it. */
  private static Set<String> granted(LtiMessage message) {
    Set<String> granted = new HashSet<>();
    message.link().ifPresent(link -> granted.addAll(link.scopes()));
    message
        .context()
        .flatMap(Arrival.Context::memberships)
        .ifPresent(roster -> granted.add(RosterRefreshing.SCOPE));
    return granted;
  }

  private void learn(LtiMessage.Product product, Registration registration, Deployment deployment) {
    if (!registration.productFamily().equals(product.family())
        || !registration.productVersion().equals(product.version())) {
      platforms.learnProduct(registration.id(), product.family(), product.version());
    }
    boolean changed =
        product.guid().filter(g -> platforms.guidChanged(deployment.key(), g)).isPresent();
    if (changed) {
      System.getLogger(Entering.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "deployment {0} of registration {1} came with another platform guid: a cloned site?",
              deployment.key(),
              registration.id());
    }
  }

  private static Map<String, String> fact(String deploymentId) {
    return Map.of("deployment", PlainText.cleaned(deploymentId, PlainText.SHORT).orElse("?"));
  }
}
