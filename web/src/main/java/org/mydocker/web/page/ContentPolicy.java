package org.mydocker.web.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A Content-Security-Policy in the making: nothing but our own origin, and what is added by name.
 */
record ContentPolicy(
    List<String> ancestors, List<String> frames, List<String> forms, String nonce) {

  static ContentPolicy strict() {
    return new ContentPolicy(List.of(), List.of(), List.of(), "");
  }

  ContentPolicy framedBy(String origin) {
    return new ContentPolicy(plus(ancestors, origin), frames, forms, nonce);
  }

  ContentPolicy framing(String origin) {
    return new ContentPolicy(ancestors, plus(frames, origin), forms, nonce);
  }

  ContentPolicy postingTo(String origin) {
    return new ContentPolicy(ancestors, frames, plus(forms, origin), nonce);
  }

  ContentPolicy withNonce(String value) {
    return new ContentPolicy(ancestors, frames, forms, value);
  }

  String text() {
    return "default-src 'none'; connect-src 'self'; img-src 'self' data:; font-src 'self'; style-src 'self'; script-src 'self'"
        + (nonce.isEmpty() ? "" : " 'nonce-" + nonce + "'")
        + "; base-uri 'none'; form-action 'self'"
        + list(forms)
        + "; frame-src 'self'"
        + list(frames)
        + "; frame-ancestors "
        + (ancestors.isEmpty() ? "'none'" : "'self'" + list(ancestors));
  }

  private static String list(List<String> origins) {
    return origins.isEmpty() ? "" : " " + String.join(" ", origins);
  }

  private static List<String> plus(List<String> list, String one) {
    List<String> longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }
}
