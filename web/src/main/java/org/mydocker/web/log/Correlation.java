package org.mydocker.web.log;

import java.util.Optional;

/** The id of the request that this thread serves, so that its lines in the log can be found. */
public final class Correlation {

  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private Correlation() {}

  /** From now on in this thread, until {@link #end}. */
  public static void begin(String id) {
    CURRENT.set(id);
  }

  public static void end() {
    CURRENT.remove();
  }

  static Optional<String> current() {
    return Optional.ofNullable(CURRENT.get());
  }
}
