package org.mydocker.kernel.health;

/**
 * Something outside that the application leans on and can do without for a while: the engine, say.
 * A degraded part is shown and does not make the application unready. Answers from memory, at once:
 * load balancers ask every second. A module offers one as an injectable bean.
 */
public interface Part {

  enum State {
    WORKING,
    DEGRADED
  }

  /** One word, such as {@code engine}. */
  String name();

  State state();

  /** Why it is degraded, for anyone to read: a few words, no address and no name; empty if not. */
  String reason();
}
