package org.mydocker.emulator.http;

import java.util.Locale;

/**
 * The doors of a tenant, as far as a test wants to count their visitors or close them. The name on
 * the wire is the constant's name in lower case with hyphens.
 */
public enum Endpoint {
  CONFIGURATION,
  REGISTRATION,
  CERTS,
  AUTH,
  TOKEN,
  LINEITEMS,
  LINEITEM,
  SCORES,
  RESULTS,
  MEMBERSHIPS,
  DEEP_LINKING_RETURN,
  LAUNCH,
  PAGE,
  CONTROL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Endpoint ofWireName(String name) {
    for (Endpoint endpoint : values()) {
      if (endpoint.wireName().equals(name)) {
        return endpoint;
      }
    }
    throw new Refusal(400, "no endpoint is named " + name);
  }
}
