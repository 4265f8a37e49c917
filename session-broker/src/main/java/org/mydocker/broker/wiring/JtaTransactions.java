package org.mydocker.broker.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mydocker.broker.rows.Transactions;

/**
 * {@link Transactions} as the server has them, on the unit {@code broker}. What is written goes to
 * the database before the commit: what is refused there comes out as a {@code
 * PersistenceException}, as it does elsewhere, and not wrapped by the server.
 */
@ApplicationScoped
class JtaTransactions implements Transactions {

  @PersistenceContext(unitName = "broker")
  private EntityManager rows;

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public <T> T in(Function<EntityManager, T> work) {
    T result = work.apply(rows);
    rows.flush();
    return result;
  }

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public void run(Consumer<EntityManager> work) {
    work.accept(rows);
    rows.flush();
  }
}
