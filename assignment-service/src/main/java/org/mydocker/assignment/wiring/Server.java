package org.mydocker.assignment.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * What the server gives this module. Ask for it late: while the application is being put together
 * its names are not bound yet.
 */
@Singleton
class Server {

  @PersistenceContext(unitName = "assignment")
  private EntityManager manager;

  @Resource private ManagedScheduledExecutorService threads;

  EntityManager manager() {
    return manager;
  }

  ManagedScheduledExecutorService threads() {
    return threads;
  }
}
