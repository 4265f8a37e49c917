package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Forgets what cannot come back: nonces whose tokens no one would take any more (TOK-17). */
@Singleton
public class Housekeeping {

  private final ConsumedNonces nonces;

  @Inject
  Housekeeping(ConsumedNonces nonces) {
    this.nonces = nonces;
  }

  public void round() {
    nonces.purge(Clock.systemUTC().instant());
  }
}
