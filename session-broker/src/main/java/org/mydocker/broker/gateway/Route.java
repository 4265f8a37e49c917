package org.mydocker.broker.gateway;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a session's requests go. The generation counts up with each start and stop of the session,
 * so that late news cannot overwrite newer news.
 */
public sealed interface Route {
  /** The session's name: one lower-case DNS label, not guessable. */
  String session();

  long generation();

  /**
   * The session runs.
   *
   * @param host the container's address on the sessions' network
   * @param secure whether it speaks HTTPS there, with whatever certificate
   * @param door the port of its own origin; 0 where it has a name of its own
   * @param ancestors the origins that may frame it: the tool's and its platform's
   */
  record Live(
      String session,
      String host,
      int port,
      boolean secure,
      int door,
      List<String> ancestors,
      long generation)
      implements Route {
    private static final Pattern ORIGIN =
        Pattern.compile(
            "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:]+](:[0-9]{1,5})?");

    public Live {
      requireName(session);
      if (host.isBlank() || port < 1 || port > 65535) {
        throw new IllegalArgumentException("not an address: " + host + ":" + port);
      }
      ancestors = List.copyOf(ancestors);
      for (String origin : ancestors) {
        if (!ORIGIN.matcher(origin).matches()) {
          throw new IllegalArgumentException("not an origin: " + origin);
        }
      }
    }
  }

  /** The session ran and does not any more; whoever comes is told so. */
  record Stopped(String session, long generation) implements Route {
    public Stopped {
      requireName(session);
    }
  }

  private static void requireName(String session) {
    if (!Origins.isName(session)) {
      throw new IllegalArgumentException("not a session's name: " + session);
    }
  }
}
