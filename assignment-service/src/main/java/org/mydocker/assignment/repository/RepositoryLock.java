package org.mydocker.assignment.repository;

import java.util.function.Supplier;

/**
 * Keeps other instances of the service away from a repository while this one changes it. {@link
 * Repositories} already serialises the threads of one process; what holds between processes (a row
 * lock) is given by the application. Must be re-entrant for the thread that holds it, and must give
 * up by an exception rather than wait for ever.
 */
public interface RepositoryLock {

  <T> T holding(RepositoryId id, Supplier<T> work);

  /** For one instance alone, and for tests. */
  static RepositoryLock withinThisProcess() {
    return new RepositoryLock() {
      @Override
      public <T> T holding(RepositoryId id, Supplier<T> work) {
        return work.get();
      }
    };
  }
}
