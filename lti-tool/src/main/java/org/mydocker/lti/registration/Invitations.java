package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.PersonalData;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * One-time invitations to register, good for a week (DYN-01). A code is claimed before anything is
 * done for it, so that two who hold it do not both register, and given back when the attempt fails.
 */
@Singleton
@Transactional
class Invitations {

  private static final Duration LIFE = Duration.ofDays(7);

  /** A claim that was neither used nor given back, because the service was killed, lapses. */
  private static final Duration CLAIM_LIFE = Duration.ofMinutes(2);

  private final EntityManager manager;
  private final Clock clock;

  @Inject
  Invitations(@Lti EntityManager manager) {
    this(manager, Clock.systemUTC());
  }

  Invitations(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * @param wanted of an institution of its own; one that is there keeps its wishes
   * @return the code
   */
  public String invite(boolean approve, Optional<TenantId> tenant, PersonalData wanted, String by) {
    Instant now = clock.instant();
    String code = Tokens.random();
    InvitationRow row = new InvitationRow();
    row.id = UUID.randomUUID();
    row.codeHash = Tokens.hash(code);
    row.approve = approve;
    row.tenant = tenant.map(TenantId::value).orElse(null);
    row.wantsNames = wanted.names();
    row.wantsEmails = wanted.emails();
    row.createdBy = by;
    row.created = now;
    row.expires = now.plus(LIFE);
    manager.persist(row);
    return code;
  }

  /** Whether the code could be claimed now; tells nothing else and changes nothing. */
  public boolean open(String code) {
    Instant now = clock.instant();
    return find(code)
        .filter(row -> row.expires.isAfter(now) && row.registration == null)
        .isPresent();
  }

  /** Takes the invitation for one attempt; throws {@link RegistrationRefused}. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Invitation claim(String code) {
    Instant now = clock.instant();
    InvitationRow row =
        find(code)
            .filter(i -> i.expires.isAfter(now))
            .orElseThrow(() -> new RegistrationRefused(Reason.INVITATION_UNKNOWN));
    int claimed =
        manager
            .createQuery(
                "update InvitationRow set claimed = :now where id = :id and registration is null"
                    + " and (claimed is null or claimed < :lapsed)")
            .setParameter("now", now)
            .setParameter("id", row.id)
            .setParameter("lapsed", now.minus(CLAIM_LIFE))
            .executeUpdate();
    if (claimed == 0) {
      throw new RegistrationRefused(Reason.INVITATION_USED);
    }
    Optional<TenantId> tenant = Optional.ofNullable(row.tenant).map(TenantId::new);
    return new Invitation(
        row.id,
        row.approve,
        tenant,
        tenant
            .flatMap(new Platforms(manager)::wanted)
            .orElse(new PersonalData(row.wantsNames, row.wantsEmails)),
        row.createdBy);
  }

  /** The attempt failed: the code is good again. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void giveBack(Invitation invitation) {
    manager
        .createQuery(
            "update InvitationRow set claimed = null where id = :id and registration is null")
        .setParameter("id", invitation.id())
        .executeUpdate();
  }

  /** The code is used up. */
  public void use(Invitation invitation, RegistrationId registration) {
    manager
        .createQuery("update InvitationRow set registration = :registration where id = :id")
        .setParameter("registration", registration.value())
        .setParameter("id", invitation.id())
        .executeUpdate();
  }

  private Optional<InvitationRow> find(String code) {
    return manager
        .createQuery("from InvitationRow where codeHash = :hash", InvitationRow.class)
        .setParameter("hash", Tokens.hash(code))
        .getResultStream()
        .findFirst();
  }
}
