package org.mydocker.broker.catalogue;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.function.Consumer;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.EnvironmentId;

/** Makes more environments of the one that is built in, and gives roles what is their own. */
public final class Copies {

  private final Transactions transactions;

  public Copies(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Another environment, the same but for its home policy. */
  public EnvironmentId with(EnvironmentId of, HomePolicy home) {
    UUID copy = UUID.randomUUID();
    transactions.run(
        rows -> {
          EnvironmentRow row = rows.find(EnvironmentRow.class, of.value());
          VersionRow version = version(rows, of);
          rows.detach(row);
          rows.detach(version);
          row.id = copy;
          row.joinCode = Secret.code();
          row.builtIn = null;
          rows.persist(row);
          rows.flush();
          version.id = UUID.randomUUID();
          version.environment = copy;
          version.home = home.name();
          rows.persist(version);
        });
    return new EnvironmentId(copy);
  }

  public void change(EnvironmentId of, double cpus) {
    transactions.run(rows -> version(rows, of).cpus = cpus);
  }

  /** What only that role has; an empty role stands for all. */
  public void variable(EnvironmentId of, String role, String name, String content) {
    transactions.run(
        rows -> rows.persist(new VariableRow(version(rows, of).id, role, name, content, false)));
  }

  void override(EnvironmentId of, String role, Consumer<OverrideRow> own) {
    transactions.run(
        rows -> {
          OverrideRow row =
              rows.createQuery(
                      "select o from OverrideRow o where o.version = :v and o.role = :r",
                      OverrideRow.class)
                  .setParameter("v", version(rows, of).id)
                  .setParameter("r", role)
                  .getResultStream()
                  .findFirst()
                  .orElseGet(() -> new OverrideRow(version(rows, of).id, role));
          own.accept(row);
          rows.persist(row);
        });
  }

  private static VersionRow version(EntityManager rows, EnvironmentId environment) {
    return rows.createQuery("select v from VersionRow v where v.environment = :e", VersionRow.class)
        .setParameter("e", environment.value())
        .getSingleResult();
  }
}
