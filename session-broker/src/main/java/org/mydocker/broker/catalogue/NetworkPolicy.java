package org.mydocker.broker.catalogue;

/** What a session can reach (broker.md ENV-01). */
public enum NetworkPolicy {
  INTERNET,
  /** The named hosts and no others. */
  ALLOW_LIST,
  NONE
}
