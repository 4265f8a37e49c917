package org.mydocker.lti.platform;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands the stores of this module their entity manager; it joins the caller's transaction. */
@Singleton
class LtiStorage {

  @Produces
  @Lti
  @PersistenceContext(unitName = "lti")
  EntityManager manager;
}
