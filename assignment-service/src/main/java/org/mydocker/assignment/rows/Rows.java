package org.mydocker.assignment.rows;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rows of this module. A transaction is a visible piece of code here: it begins and ends with
 * the call, or joins the caller's, and nothing that waits for a disk, a container or a network
 * belongs inside.
 */
public interface Rows {

  /** Runs in one transaction; an exception rolls it back. */
  <T> T in(Function<EntityManager, T> work);

  /** As {@link #in}, without a result. */
  default void run(Consumer<EntityManager> work) {
    in(
        manager -> {
          work.accept(manager);
          return null;
        });
  }
}
