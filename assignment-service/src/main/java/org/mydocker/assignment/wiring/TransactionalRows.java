package org.mydocker.assignment.wiring;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.function.Function;
import org.mydocker.assignment.rows.Rows;

/** The rows in the server's transactions; a grade and its outbox entry share one (DATA-01). */
@Singleton
public class TransactionalRows implements Rows {

  private final Instance<Server> server;

  @Inject
  TransactionalRows(Instance<Server> server) {
    this.server = server;
  }

  @Override
  @Transactional
  public <T> T in(Function<EntityManager, T> work) {
    return work.apply(server.get().manager());
  }
}
