package org.mydocker.broker.rows;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a piece of work on the broker's schema in a transaction of its own, whatever the caller is
 * in the middle of: who starts a container must have written down before that it will. An exception
 * rolls back. Under the server it is a bean; in a test, a database's own door.
 */
@FunctionalInterface
public interface Transactions {

  <T> T in(Function<EntityManager, T> work);

  default void run(Consumer<EntityManager> work) {
    in(
        manager -> {
          work.accept(manager);
          return null;
        });
  }
}
