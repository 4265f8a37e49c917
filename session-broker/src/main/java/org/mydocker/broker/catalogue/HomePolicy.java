package org.mydocker.broker.catalogue;

/** Which home a session of an environment works in (broker.md HOME-02). */
public enum HomePolicy {
  /** The person's one home, shared by environments. */
  GLOBAL,
  /** A home for this environment alone. */
  ENVIRONMENT,
  /** A scratch home that goes with the session. */
  NONE
}
