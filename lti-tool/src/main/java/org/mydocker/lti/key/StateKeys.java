package org.mydocker.lti.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.mydocker.lti.platform.Lti;
import org.mydocker.storage.sealing.Sealing;

/** The daily sealing keys in the database, one row a period, shared by all instances (KEY-05). */
@Singleton
@Transactional
class StateKeys {

  private final EntityManager manager;
  private final KeyFile file;

  @Inject
  StateKeys(@Lti EntityManager manager, KeyFile file) {
    this.manager = manager;
    this.file = file;
  }

  public Optional<byte[]> find(long period) {
    return Optional.ofNullable(manager.find(StateKeyRow.class, period))
        .map(row -> file.open(row.sealed, purpose(period)));
  }

  /** Makes the period's key unless another instance was first; drops those that are past. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public byte[] findOrMake(long period, Instant expires, Instant now) {
    manager
        .createNativeQuery(
            "insert into lti.state_key (period, sealed, expires) values (?1, ?2, ?3)"
                + " on conflict do nothing")
        .setParameter(1, period)
        .setParameter(2, file.seal(Sealing.randomKey(), purpose(period)))
        .setParameter(3, expires)
        .executeUpdate();
    manager
        .createQuery("delete from StateKeyRow where expires < :now")
        .setParameter("now", now)
        .executeUpdate();
    return find(period).orElseThrow();
  }

  private static String purpose(long period) {
    return "state-key-" + period;
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
