package org.mydocker.lti.roster;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Singleton;

/** The server's threads for what nobody waits for to its end. */
@Singleton
class ServerThreads {

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService threads;

  ManagedExecutorService threads() {
    return threads;
  }
}
