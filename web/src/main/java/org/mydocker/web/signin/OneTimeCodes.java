package org.mydocker.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.mydocker.web.housekeeping.Sweeper;
import org.mydocker.web.session.Secrets;

/**
 * Codes that open one thing once, within a short time: the only secrets that may stand in an
 * address (SES-04).
 */
@ApplicationScoped
class OneTimeCodes implements Sweeper {

  private Clock clock;

  @PersistenceContext(unitName = "site")
  private EntityManager rows;

  protected OneTimeCodes() {}

  @Inject
  OneTimeCodes(Clock clock) {
    this.clock = clock;
  }

  /** A new code for that purpose; {@code payload} is at most 4,096 characters and no secret. */
  @Transactional
  String issue(String purpose, String payload, Duration life) {
    String code = Secrets.fresh();
    rows.persist(new OneTimeCode(Secrets.hash(code), purpose, payload, clock.instant().plus(life)));
    return code;
  }

  /** The payload, once; empty for a code that is unknown, used, too old or for something else. */
  @Transactional
  Optional<String> redeem(String purpose, String code) {
    OneTimeCode row =
        rows.find(OneTimeCode.class, Secrets.hash(code), LockModeType.PESSIMISTIC_WRITE);
    if (row == null || !row.purpose.equals(purpose)) {
      return Optional.empty();
    }
    rows.remove(row);
    return row.ends.isAfter(clock.instant()) ? Optional.of(row.payload) : Optional.empty();
  }

  @Override
  public String swept() {
    return "codes that nobody used in time";
  }

  @Override
  @Transactional
  public int sweep() {
    return rows.createQuery("delete from OneTimeCode c where c.ends < :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
  }
}
