package org.mydocker.lti.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.role.RoleRules;

/**
 * The registrations and deployments that we know (REG-01..06). Reads need no transaction; writes
 * join the caller's. Every look-up of a deployment goes through its registration, so that the small
 * numbers of two platforms never meet.
 */
@Singleton
@Transactional
public class Platforms {

  private static final int MOST_ATTEMPTS = 5;

  private final EntityManager manager;

  @Inject
  public Platforms(@Lti EntityManager manager) {
    this.manager = manager;
  }

  public Optional<Registration> find(RegistrationId id) {
    return Optional.ofNullable(manager.find(RegistrationRow.class, id.value()))
        .map(RegistrationRow::registration);
  }

  public Optional<Registration> find(String issuer, String clientId) {
    return manager
        .createQuery(
            "from RegistrationRow where issuer = :issuer and clientId = :client",
            RegistrationRow.class)
        .setParameter("issuer", issuer)
        .setParameter("client", clientId)
        .getResultStream()
        .findFirst()
        .map(RegistrationRow::registration);
  }

  /** The only active registration of an issuer; empty when there is none or more than one. */
  public Optional<Registration> onlyActive(String issuer) {
    List<RegistrationRow> rows =
        manager
            .createQuery(
                "from RegistrationRow where issuer = :issuer and status = :active",
                RegistrationRow.class)
            .setParameter("issuer", issuer)
            .setParameter("active", Registration.Status.ACTIVE)
            .setMaxResults(2)
            .getResultList();
    return rows.size() == 1 ? Optional.of(rows.get(0).registration()) : Optional.empty();
  }

  /** All, newest first. */
  public List<Registration> all() {
    return manager
        .createQuery("from RegistrationRow order by created desc", RegistrationRow.class)
        .getResultStream()
        .map(RegistrationRow::registration)
        .toList();
  }

  public void add(Registration registration) {
    manager.persist(new RegistrationRow(registration));
    manager.flush();
  }

  /** Writes what a platform says of itself by now; who it is and whether it may stays (DYN-12). */
  public void change(Registration changed) {
    manager
        .createQuery(
            "update RegistrationRow set authorizationEndpoint = :authorization,"
                + " tokenEndpoint = :token, tokenAudience = :audience, jwksUrl = :keys,"
                + " registrationEndpoint = :registration, scopes = :scopes, messages = :messages,"
                + " productFamily = :family, productVersion = :version where id = :id")
        .setParameter("authorization", changed.authorizationEndpoint().toString())
        .setParameter("token", changed.tokenEndpoint().toString())
        .setParameter("audience", changed.tokenAudience())
        .setParameter("keys", changed.jwksUrl().toString())
        .setParameter(
            "registration", changed.registrationEndpoint().map(URI::toString).orElse(null))
        .setParameter("scopes", RegistrationRow.joined(changed.scopes()))
        .setParameter("messages", RegistrationRow.joined(changed.messages()))
        .setParameter("family", changed.productFamily())
        .setParameter("version", changed.productVersion())
        .setParameter("id", changed.id().value())
        .executeUpdate();
  }

  /** Which hosts beside the issuer's get bearer tokens from now on (SVC-05). */
  public void serveFrom(RegistrationId id, Set<String> hosts) {
    manager
        .createQuery("update RegistrationRow set serviceHosts = :hosts where id = :id")
        .setParameter("hosts", RegistrationRow.joined(hosts))
        .setParameter("id", id.value())
        .executeUpdate();
  }

  public void mark(RegistrationId id, Registration.Status status) {
    manager
        .createQuery("update RegistrationRow set status = :status where id = :id")
        .setParameter("status", status)
        .setParameter("id", id.value())
        .executeUpdate();
  }

  public TenantId addTenant(String name, Instant now) {
    return addTenant(name, PersonalData.LEAST, now);
  }

  public TenantId addTenant(String name, PersonalData wanted, Instant now) {
    TenantRow row = new TenantRow();
    row.wantsNames = wanted.names();
    row.wantsEmails = wanted.emails();
    row.id = UUID.randomUUID();
    row.name = name;
    row.created = now;
    manager.persist(row);
    manager.flush();
    return new TenantId(row.id);
  }

  /** The institutions by name. */
  public Map<TenantId, String> tenants() {
    Map<TenantId, String> names = new LinkedHashMap<>();
    manager
        .createQuery("from TenantRow order by name, created", TenantRow.class)
        .getResultStream()
        .forEach(row -> names.put(new TenantId(row.id), row.name));
    return names;
  }

  /** What of its people an institution wants to know (DYN-07). */
  public Optional<PersonalData> wanted(TenantId tenant) {
    return Optional.ofNullable(manager.find(TenantRow.class, tenant.value()))
        .map(row -> new PersonalData(row.wantsNames, row.wantsEmails));
  }

  public void want(TenantId tenant, PersonalData wanted) {
    TenantRow row = manager.find(TenantRow.class, tenant.value());
    row.wantsNames = wanted.names();
    row.wantsEmails = wanted.emails();
  }

  public Optional<Deployment> deployment(RegistrationId registration, String deploymentId) {
    return manager
        .createQuery(
            "from DeploymentRow where registration = :registration and deploymentId = :id",
            DeploymentRow.class)
        .setParameter("registration", registration.value())
        .setParameter("id", deploymentId)
        .getResultStream()
        .findFirst()
        .map(DeploymentRow::deployment);
  }

  public Optional<Deployment> deployment(DeploymentKey key) {
    return Optional.ofNullable(manager.find(DeploymentRow.class, key.value()))
        .map(DeploymentRow::deployment);
  }

  public List<Deployment> deployments(RegistrationId registration) {
    return manager
        .createQuery(
            "from DeploymentRow where registration = :registration order by created",
            DeploymentRow.class)
        .setParameter("registration", registration.value())
        .getResultStream()
        .map(DeploymentRow::deployment)
        .toList();
  }

  public Deployment addDeployment(Registration registration, String deploymentId, Instant now) {
    DeploymentRow row = new DeploymentRow();
    row.id = UUID.randomUUID();
    row.registration = registration.id().value();
    row.deploymentId = deploymentId;
    row.tenant = registration.tenant().value();
    row.active = true;
    row.rules(RoleRules.STANDARD);
    row.created = now;
    manager.persist(row);
    manager.flush();
    return row.deployment();
  }

  public void mark(DeploymentKey key, boolean active) {
    manager
        .createQuery("update DeploymentRow set active = :active where id = :id")
        .setParameter("active", active)
        .setParameter("id", key.value())
        .executeUpdate();
  }

  /** What a deployment says of roles; it counts from the next launch on. */
  public void rule(DeploymentKey key, RoleRules rules) {
    manager.find(DeploymentRow.class, key.value()).rules(rules);
  }

  /** What a signed launch said of its product, where the registration did not know it yet. */
  public void learnProduct(RegistrationId id, String family, String version) {
    manager
        .createQuery(
            "update RegistrationRow set productFamily = :family, productVersion = :version"
                + " where id = :id and (productFamily = '' or productFamily = :family)"
                + " and not (productFamily = :family and productVersion = :version)")
        .setParameter("family", family)
        .setParameter("version", version)
        .setParameter("id", id.value())
        .executeUpdate();
  }

  /** Scopes that a signed launch grants, beside those of the registration (SVC-01). */
  public void learnScopes(RegistrationId id, Set<String> granted) {
    changeScopes(id, Set.of(), granted);
  }

  /**
   * What the token endpoint granted of what it was asked for, which counts for more than what the
   * registration's answer had claimed (DYN-09). Kept whatever becomes of the call that needed the
   * token.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void learnScopes(RegistrationId id, Set<String> asked, Set<String> granted) {
    changeScopes(id, asked, granted);
  }

  /**
   * That one column alone is written, and from what it was: an administrator may suspend the
   * registration at the same moment, and another call may learn something else.
   */
  private void changeScopes(RegistrationId id, Set<String> without, Set<String> with) {
    boolean written = false;
    for (int attempt = 0; attempt < MOST_ATTEMPTS && !written; attempt++) {
      String known =
          manager
              .createQuery("select scopes from RegistrationRow where id = :id", String.class)
              .setParameter("id", id.value())
              .getSingleResult();
      written =
          RegistrationRow.scopes(known, without, with)
              .map(scopes -> writeScopes(id, known, scopes))
              .orElse(true);
    }
  }

  private boolean writeScopes(RegistrationId id, String known, String scopes) {
    return manager
            .createQuery(
                "update RegistrationRow set scopes = :scopes where id = :id and scopes = :known")
            .setParameter("scopes", scopes)
            .setParameter("id", id.value())
            .setParameter("known", known)
            .executeUpdate()
        == 1;
  }

  /**
   * Keeps the guid that a deployment's launches carry.
   *
   * @return whether it differs from the one kept: a cloned site, perhaps (MSG-15)
   */
  public boolean guidChanged(DeploymentKey key, String guid) {
    DeploymentRow row = manager.find(DeploymentRow.class, key.value());
    if (row.platformGuid == null) {
      row.platformGuid = guid;
    }
    return !row.platformGuid.equals(guid);
  }
}
