package org.mydocker.broker.wiring;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.broker.rows.Transactions;

/**
 * Which installation this is: a random id, made once and kept in the database that its instances
 * share. It is on all that the broker makes in the engine, so that two installations on one engine
 * leave each other alone (ENG-03).
 */
record Installation(UUID id) {

  static Installation of(Transactions transactions) {
    return known(transactions)
        .orElseGet(
            () -> {
              try {
                transactions.run(rows -> rows.persist(new Row(UUID.randomUUID())));
              } catch (PersistenceException anotherWasFaster) {
                return known(transactions).orElseThrow(() -> anotherWasFaster);
              }
              return known(transactions).orElseThrow();
            });
  }

  private static Optional<Installation> known(Transactions transactions) {
    return transactions.in(
        rows ->
            rows.createQuery("select i.id from InstallationRow i", UUID.class)
                .getResultStream()
                .findFirst()
                .map(Installation::new));
  }

  /** Eight characters of it, for names that must be short. */
  String brief() {
    return id.toString().substring(0, 8);
  }

  @Override
  public String toString() {
    return id.toString();
  }

  /** The one row. */
  @Entity(name = "InstallationRow")
  @Table(name = "installation")
  static class Row {
    @Id UUID id;
    boolean one = true;

    protected Row() {}

    Row(UUID id) {
      this.id = id;
    }
  }
}
