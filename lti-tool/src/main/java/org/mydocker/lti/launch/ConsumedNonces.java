package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.RegistrationId;

/**
 * Nonces that were used, in a table that all instances share and a restart keeps (TOK-17). Kept as
 * fingerprints, as long as a token that carries one could still be taken.
 */
@Singleton
@Transactional
class ConsumedNonces {

  private final EntityManager manager;

  @Inject
  ConsumedNonces(@Lti EntityManager manager) {
    this.manager = manager;
  }

  /** Whether this was the first time, however many ask at once. Committed before it returns. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean consume(RegistrationId registration, String nonce, Instant expires) {
    int added =
        manager
            .createNativeQuery(
                "insert into lti.consumed_nonce (registration, nonce_hash, expires)"
                    + " values (?1, ?2, ?3) on conflict do nothing")
            .setParameter(1, registration.value())
            .setParameter(2, Tokens.hash(nonce))
            .setParameter(3, expires)
            .executeUpdate();
    return added == 1;
  }

  public int purge(Instant now) {
    return manager
        .createNativeQuery("delete from lti.consumed_nonce where expires < ?1")
        .setParameter(1, now)
        .executeUpdate();
  }
}
