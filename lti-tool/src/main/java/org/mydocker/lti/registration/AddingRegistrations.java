package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.Registration.Status;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * Writes a new registration and its first deployment. One that is there already is never changed by
 * who comes again, but an administrator is asked whether it should be (DYN-12): what an
 * administrator approved stays what it was. An approval that was given beforehand does not stretch
 * to hosts that nobody had seen (DYN-04).
 */
@Singleton
class AddingRegistrations {

  private final Platforms platforms;
  private final Invitations invitations;
  private final Changes changes;
  private final Clock clock;

  @Inject
  AddingRegistrations(Platforms platforms, Invitations invitations, Changes changes) {
    this(platforms, invitations, changes, Clock.systemUTC());
  }

  AddingRegistrations(Platforms platforms, Invitations invitations, Changes changes, Clock clock) {
    this.platforms = platforms;
    this.invitations = invitations;
    this.changes = changes;
    this.clock = clock;
  }

  /** What became of it. */
  enum Outcome {
    ADDED,
    ASKED,
    UNCHANGED
  }

  /** The registration as it is now. */
  record Added(Registration registration, Outcome outcome) {}

  @Transactional
  public Added add(Invitation invitation, PlatformConfiguration platform, Granted granted) {
    Optional<Registration> known = platforms.find(platform.issuer(), granted.clientId());
    Added added =
        known
            .map(r -> again(r, invitation, platform, granted))
            .orElseGet(() -> new Added(first(invitation, platform, granted), Outcome.ADDED));
    invitations.use(invitation, added.registration().id());
    return added;
  }

  private Added again(
      Registration known, Invitation invitation, PlatformConfiguration platform, Granted granted) {
    boolean differs = changes.propose(known, platform, granted, invitation.createdBy());
    return new Added(known, differs ? Outcome.ASKED : Outcome.UNCHANGED);
  }

  private Registration first(
      Invitation invitation, PlatformConfiguration platform, Granted granted) {
    Instant now = clock.instant();
    TenantId tenant =
        invitation
            .tenant()
            .orElseGet(
                () -> platforms.addTenant(name(platform.issuer()), invitation.wanted(), now));
    Registration registration =
        new Registration(
            RegistrationId.random(),
            tenant,
            name(platform.issuer()),
            platform.issuer(),
            granted.clientId(),
            platform.authorizationEndpoint(),
            platform.tokenEndpoint(),
            platform.tokenAudience().orElse(platform.tokenEndpoint().toString()),
            platform.jwksUri(),
            Set.of("RS256"),
            Set.of(),
            Set.of(),
            granted.scopes(),
            granted.messages(),
            Optional.of(platform.registrationEndpoint()),
            Status.PENDING,
            platform.productFamily(),
            platform.productVersion(),
            false,
            invitation.createdBy(),
            now);
    if (invitation.approve() && ForeignHost.of(registration).isEmpty()) {
      registration = registration.as(Status.ACTIVE);
    }
    add(registration, granted.deployment());
    return registration;
  }

  @Transactional
  public Registration addByHand(ManualRegistration manual, String by) {
    Instant now = clock.instant();
    Registration registration =
        manual.registration(
            platforms.addTenant(name(manual.issuer()), manual.wanted(), now), by, now);
    if (ForeignHost.of(registration).isEmpty()) {
      registration = registration.as(Status.ACTIVE);
    }
    add(registration, manual.deploymentId());
    return registration;
  }

  private void add(Registration registration, Optional<String> deployment) {
    if (platforms.find(registration.issuer(), registration.clientId()).isPresent()) {
      throw new RegistrationRefused(Reason.ALREADY_REGISTERED);
    }
    platforms.add(registration);
    deployment.ifPresent(d -> platforms.addDeployment(registration, d, registration.created()));
  }

  private static String name(String issuer) {
    URI address = URI.create(issuer);
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    String name = address.getAuthority() + path;
    return name.substring(0, Math.min(name.length(), 255));
  }
}
