package org.mydocker.broker.pages;

import java.util.Set;

/**
 * Which message says why a session ended: {@code stop.CODE.title} for what ran, {@code
 * start.CODE.student} for what never did.
 */
final class Reasons {

  static final Set<String> STOPS =
      Set.of(
          "idle",
          "lifetime",
          "by-owner",
          "by-staff",
          "by-administrator",
          "out-of-memory",
          "crashed",
          "lost");

  private Reasons() {}

  static String key(String code) {
    if (code.isEmpty()) {
      return "";
    }
    return STOPS.contains(code) ? "stop." + code + ".title" : "start." + code + ".student";
  }
}
