package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.kernel.page.Visits;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.PersonalData;
import org.mydocker.lti.platform.PlatformKeys;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.RefusedHosts;
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
  private final CallableAddresses callable;
  private final Changes changes;
  private final RefusedHosts refusedHosts;
  private final PersonalData usual;

  @Inject
  Registrations(
      Platforms platforms,
      Invitations invitations,
      AddingRegistrations adding,
      OwnAddresses addresses,
      PlatformKeys keys,
      RefusalLog refusals,
      Visits visits,
      CallableAddresses callable,
      Changes changes,
      RefusedHosts refusedHosts,
      @ConfigProperty(name = "mydocker.lti.ask-names", defaultValue = "true") boolean names,
      @ConfigProperty(name = "mydocker.lti.ask-emails", defaultValue = "false") boolean emails) {
    this.platforms = platforms;
    this.invitations = invitations;
    this.adding = adding;
    this.addresses = addresses;
    this.keys = keys;
    this.refusals = refusals;
    this.visits = visits;
    this.callable = callable;
    this.changes = changes;
    this.refusedHosts = refusedHosts;
    this.usual = new PersonalData(names, emails);
  }

  /**
   * A registration as its page shows it: with its deployments and its last refusals.
   *
   * @param refusedHosts where it named services that may not be called
   */
  public record View(
      Registration registration,
      PersonalData wanted,
      List<Deployment> deployments,
      List<RefusalLog.Entry> refusals,
      List<String> refusedHosts,
      Optional<Change> change) {}

  /** What a new institution wants to know of people unless its administrator says otherwise. */
  public PersonalData usual() {
    return usual;
  }

  /** The institutions by name. */
  public Map<TenantId, String> tenants() {
    return platforms.tenants();
  }

  /** All, newest first. */
  public List<View> all() {
    return platforms.all().stream()
        .map(
            r ->
                new View(
                    r,
                    platforms.wanted(r.tenant()).orElseThrow(),
                    platforms.deployments(r.id()),
                    refusals.of(r.id()),
                    refusedHosts.of(r),
                    changes.of(r)))
        .toList();
  }

  /**
   * The one-time address to give to a platform's administrator.
   *
   * @param approve what registers with it is active at once (DYN-10)
   * @param tenant the institution that it joins; empty for one of its own
   * @param wanted what an institution of its own wants to know of people (DYN-07)
   */
  public URI invite(boolean approve, Optional<TenantId> tenant, PersonalData wanted, String by) {
    if (tenant.filter(t -> platforms.wanted(t).isEmpty()).isPresent()) {
      throw new RegistrationRefused(Reason.FIELD_INVALID, "tenant");
    }
    String code = invitations.invite(approve, tenant, wanted, by);
    return addresses.at(OwnAddresses.REGISTER + "/" + code);
  }

  /**
   * @param hosts those beside the issuer's that the administrator has read and agrees with (DYN-04)
   */
  @Transactional
  public void approve(RegistrationId id, Set<String> hosts) {
    activate(id, hosts);
  }

  /** No launches, no calls, and the running visits of its tenant end (REG-07). */
  @Transactional
  public void suspend(RegistrationId id) {
    Registration registration = require(id);
    platforms.mark(id, Status.SUSPENDED);
    visits.endAll(registration.tenant());
  }

  /** The same for one that was suspended, approved before or not. */
  @Transactional
  public void resume(RegistrationId id, Set<String> hosts) {
    activate(id, hosts);
  }

  private void activate(RegistrationId id, Set<String> hosts) {
    requireRead(require(id), hosts);
    platforms.mark(id, Status.ACTIVE);
  }

  private static void requireRead(Registration registration, Set<String> hosts) {
    List<String> unread =
        ForeignHost.of(registration).stream()
            .map(ForeignHost::host)
            .filter(host -> !hosts.contains(host))
            .distinct()
            .toList();
    if (!unread.isEmpty()) {
      throw new RegistrationRefused(Reason.HOSTS_UNCONFIRMED, String.join(", ", unread));
    }
  }

  /**
   * What the platform said when it came again counts from now on (DYN-12).
   *
   * @param fingerprint of what the administrator has read
   */
  @Transactional
  public void confirmChange(RegistrationId id, String fingerprint, Set<String> hosts) {
    Registration now = require(id);
    Change change = changes.read(now, fingerprint);
    requireRead(change.changed(), hosts);
    platforms.change(change.changed());
    change
        .deployment()
        .ifPresent(d -> platforms.addDeployment(now, d, Clock.systemUTC().instant()));
    changes.drop(now);
    keys.forget(id);
  }

  /** It counts for nothing. */
  @Transactional
  public void dropChange(RegistrationId id, String fingerprint) {
    Registration now = require(id);
    changes.read(now, fingerprint);
    changes.drop(now);
  }

  /** What the registration's institution wants to know of people from the next one on. */
  @Transactional
  public void want(RegistrationId id, PersonalData wanted) {
    platforms.want(require(id).tenant(), wanted);
  }

  /**
   * The hosts beside the issuer's whose services get our tokens from now on (SVC-05), in place of
   * those before.
   *
   * @return those names, in order
   */
  @Transactional
  public List<String> serveFrom(RegistrationId id, String text) {
    ServiceHosts hosts = ServiceHosts.of(text);
    Set<String> before = require(id).serviceHosts();
    callable.require(hosts.addressesBeside(before)); // one that is gone keeps no other from going
    platforms.serveFrom(id, hosts.names());
    return hosts.names().stream().sorted().toList();
  }

  /** Throws {@link RegistrationRefused} naming the first field that cannot be. */
  public RegistrationId add(ManualRegistration manual, String by) {
    manual.check(addresses.development());
    callable.require(manual.endpoints());
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
