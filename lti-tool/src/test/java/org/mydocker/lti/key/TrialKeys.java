package org.mydocker.lti.key;

import com.nimbusds.jose.jwk.RSAKey;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/**
 * Keys for tests that are about something else: one is made for all of them, since that is slow.
 */
public final class TrialKeys {

  private static final RSAKey ONE = ToolKeys.generated();

  private TrialKeys() {}

  public static ToolKeys in(EntityManager manager, KeyFile file, Clock clock) {
    return new ToolKeys(manager, file, clock, () -> ONE);
  }
}
