package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.page.Visits;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.PlatformKeys;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.Registration.Status;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * What administrators do with registrations, on the page and on the command line: invite, approve,
 * suspend, type in. Whoever calls has checked that the caller is one.
 */
@Singleton
public class Registrations {

  private final Platforms platforms;
  private final Invitations invitations;
  private final AddingRegistrations adding;
  private final OwnAddresses addresses;
  private final PlatformKeys keys;
  private final RefusalLog refusals;
  private final Visits visits;

  @Inject
  Registrations(
      Platforms platforms,
      Invitations invitations,
      AddingRegistrations adding,
      OwnAddresses addresses,
      PlatformKeys keys,
      RefusalLog refusals,
      Visits visits) {
    this.platforms = platforms;
    this.invitations = invitations;
    this.adding = adding;
    this.addresses = addresses;
    this.keys = keys;
    this.refusals = refusals;
    this.visits = visits;
  }

  /** A registration as its page shows it: with its deployments and its last refusals. */
  public record View(
      Registration registration, List<Deployment> deployments, List<RefusalLog.Entry> refusals) {}

  /** All, newest first. */
  public List<View> all() {
    return platforms.all().stream()
        .map(r -> new View(r, platforms.deployments(r.id()), refusals.of(r.id())))
        .toList();
  }

  /**
   * The one-time address to give to a platform's administrator.
   *
   * @param approve what registers with it is active at once (DYN-10)
   * @param tenant the institution that it joins; empty for one of its own
   */
  public URI invite(boolean approve, Optional<TenantId> tenant, String by) {
    String code = invitations.invite(approve, tenant, by);
    return addresses.at(OwnAddresses.REGISTER + "/" + code);
  }

  @Transactional
  public void approve(RegistrationId id) {
    require(id);
    platforms.mark(id, Status.ACTIVE);
  }

  /** No launches, no calls, and the running visits of its tenant end (REG-07). */
  @Transactional
  public void suspend(RegistrationId id) {
    Registration registration = require(id);
    platforms.mark(id, Status.SUSPENDED);
    visits.endAll(registration.tenant());
  }

  @Transactional
  public void resume(RegistrationId id) {
    require(id);
    platforms.mark(id, Status.ACTIVE);
  }

  /** Throws {@link RegistrationRefused} naming the first field that cannot be. */
  public RegistrationId add(ManualRegistration manual, String by) {
    manual.check(addresses.development());
    return adding.addByHand(manual, by).id();
  }

  /** Takes in a deployment that launches were refused for (REG-05). */
  @Transactional
  public void addDeployment(RegistrationId id, String deploymentId) {
    Registration registration = require(id);
    if (deploymentId.isBlank() || deploymentId.length() > 255) {
      throw new RegistrationRefused(Reason.FIELD_INVALID, "deploymentId");
    }
    if (platforms.deployment(id, deploymentId).isEmpty()) {
      platforms.addDeployment(registration, deploymentId, Clock.systemUTC().instant());
    }
  }

  /** The next launch fetches the platform's keys anew (TOK-20). */
  public void refreshKeys(RegistrationId id) {
    keys.forget(require(id).id());
  }

  private Registration require(RegistrationId id) {
    return platforms.find(id).orElseThrow(() -> new RegistrationRefused(Reason.NOT_FOUND));
  }
}
