package org.mydocker.assignment.wiring;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Function;
import org.mydocker.assignment.rows.Rows;

/** The rows in the server's transactions; a grade and its outbox entry share one (DATA-01). */
@Singleton
public class TransactionalRows implements Rows {

  @PersistenceContext(unitName = "assignment")
  private EntityManager manager;

  @Override
  @Transactional
  public <T> T in(Function<EntityManager, T> work) {
    return work.apply(manager);
  }
}
