package org.mydocker.broker.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * Knows a save when it goes by, for the interfaces that save by a request of their own: Jupyter's
 * contents API, which its button and its autosave both use. Of others nothing is known, and nothing
 * is claimed (site.md WEB-03).
 */
final class Saves {
  private static final Set<HttpMethod> WRITES =
      Set.of(HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH);
  private static final String CONTENTS = "/api/contents/";

  /** Its button makes a copy of what it has just saved: what was typed meanwhile is not in it. */
  private static final String CHECKPOINT = "/checkpoints";

  private Saves() {}

  /**
   * @param status of the answer: only what succeeded was saved
   */
  static boolean is(HttpMethod method, String uri, int status) {
    return WRITES.contains(method)
        && uri.startsWith(CONTENTS)
        && !(method == HttpMethod.POST && uri.endsWith(CHECKPOINT))
        && status >= 200
        && status < 300;
  }
}
