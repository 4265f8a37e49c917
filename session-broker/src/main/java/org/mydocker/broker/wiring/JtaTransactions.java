package org.mydocker.broker.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mydocker.broker.rows.Transactions;

/** {@link Transactions} as the server has them, on the unit {@code broker}. */
@ApplicationScoped
class JtaTransactions implements Transactions {

  @PersistenceContext(unitName = "broker")
  private EntityManager rows;

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public <T> T in(Function<EntityManager, T> work) {
    return work.apply(rows);
  }

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public void run(Consumer<EntityManager> work) {
    work.accept(rows);
  }
}
