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
 * who comes again (DYN-12): what an administrator approved stays what it was.
 */
@Singleton
class AddingRegistrations {

  private final Platforms platforms;
  private final Invitations invitations;
  private final Clock clock;

  @Inject
  AddingRegistrations(Platforms platforms, Invitations invitations) {
    this(platforms, invitations, Clock.systemUTC());
  }

  AddingRegistrations(Platforms platforms, Invitations invitations, Clock clock) {
    this.platforms = platforms;
    this.invitations = invitations;
    this.clock = clock;
  }

  @Transactional
  public Registration add(
      Invitation invitation,
      PlatformConfiguration platform,
      String clientId,
      Set<String> scopes,
      Optional<String> deployment) {
    Instant now = clock.instant();
    TenantId tenant =
        invitation.tenant().orElseGet(() -> platforms.addTenant(name(platform.issuer()), now));
    Registration registration =
        new Registration(
            RegistrationId.random(),
            tenant,
            name(platform.issuer()),
            platform.issuer(),
            clientId,
            platform.authorizationEndpoint(),
            platform.tokenEndpoint(),
            platform.tokenAudience().orElse(platform.tokenEndpoint().toString()),
            platform.jwksUri(),
            Set.of("RS256"),
            Set.of(),
            Set.of(),
            scopes,
            invitation.approve() ? Status.ACTIVE : Status.PENDING,
            platform.productFamily(),
            platform.productVersion(),
            false,
            invitation.createdBy(),
            now);
    add(registration, deployment);
    invitations.use(invitation, registration.id());
    return registration;
  }

  @Transactional
  public Registration addByHand(ManualRegistration manual, String by) {
    Instant now = clock.instant();
    Registration registration =
        manual.registration(platforms.addTenant(name(manual.issuer()), now), by, now);
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
