package org.mydocker.broker.catalogue;

/** What a session can reach (broker.md ENV-01). */
public enum NetworkPolicy {
  INTERNET,
  NONE
}
