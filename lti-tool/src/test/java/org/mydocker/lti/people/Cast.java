package org.mydocker.lti.people;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.role.CourseRoles;
import org.mydocker.storage.TestDatabase;

/** A registration with a deployment, and people who arrive there. */
public record Cast(Registration registration, Deployment deployment) {

  public static Cast of(TestDatabase database, TrialPlatform platform, String issuer, Instant now) {
    return database.in(
        manager -> {
          Platforms platforms = new Platforms(manager);
          TenantId tenant = platforms.addTenant(issuer, now);
          Registration registration = platform.registration(issuer, "client", tenant);
          platforms.add(registration);
          return new Cast(registration, platforms.addDeployment(registration, "1", now));
        });
  }

  /** An arrival in course 5 by link 7, whose column and roster are the platform's. */
  public Arrival arrival(String sub, String name, Role role, String address) {
    return new Arrival(
        registration,
        deployment,
        sub,
        new Arrival.Names(Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.of(
            new Arrival.Context(
                "5",
                Optional.of("C5"),
                Optional.of("Course 5"),
                Optional.of(address + "/members"),
                Optional.empty())),
        Optional.of(
            new Arrival.Link(
                "7",
                Optional.of("Exercise"),
                Optional.of(address + "/lineitem?type_id=1"),
                Set.of())),
        CourseRoles.of(Position.valueOf(role.name())),
        false);
  }
}
