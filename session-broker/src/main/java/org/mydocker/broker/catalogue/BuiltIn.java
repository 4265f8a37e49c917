package org.mydocker.broker.catalogue;

import java.time.InstantSource;
import java.util.UUID;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;

/**
 * The environment that every installation begins with: "Notebook", for all, from the image that
 * {@code images/build} makes. Laid down once; what an administrator makes of it afterwards stays.
 */
public final class BuiltIn {

  static final String NOTEBOOK = "notebook";

  private final Transactions transactions;
  private final InstantSource clock;

  public BuiltIn(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Another instance may do the same at the same time: the name is unique, one of them wins. */
  public void lay(String notebookImage) {
    boolean there =
        transactions.in(
            rows ->
                rows.createQuery(
                            "select count(e) from EnvironmentRow e where e.builtIn = :name",
                            Long.class)
                        .setParameter("name", NOTEBOOK)
                        .getSingleResult()
                    > 0);
    if (!there) {
      transactions.run(
          rows -> {
            EnvironmentRow notebook = notebook();
            rows.persist(notebook);
            rows.flush();
            VersionRow version = version(notebook.id, notebookImage);
            rows.persist(version);
            rows.flush();
            rows.persist(forTeachers(version.id));
          });
    }
  }

  private EnvironmentRow notebook() {
    EnvironmentRow row = new EnvironmentRow(UUID.randomUUID(), Secret.code(), clock.instant());
    row.builtIn = NOTEBOOK;
    row.titleEn = "Notebook";
    row.titleFr = "Notebook";
    row.descriptionEn =
        "Jupyter Notebook with Python and Git. Your files stay between two openings.";
    row.descriptionFr =
        "Jupyter Notebook avec Python et Git. Vos fichiers restent d’une ouverture à l’autre.";
    row.visibility = "PUBLIC";
    row.maintainer = "myDocker";
    return row;
  }

  private VersionRow version(UUID environment, String image) {
    VersionRow row = new VersionRow(environment, 1, clock.instant());
    row.face = Interface.JUPYTER.name();
    row.image = image;
    row.command = "";
    row.port = 8888;
    row.startPath = "/tree";
    row.cpus = 1;
    row.memory = 1024;
    row.processes = 512;
    row.sharedMemory = 64;
    row.home = HomePolicy.GLOBAL.name();
    row.mountPath = "/home/user";
    row.network = NetworkPolicy.INTERNET.name();
    return row;
  }

  private static OverrideRow forTeachers(UUID version) {
    OverrideRow row = new OverrideRow(version, "TEACHER");
    row.memory = 2048L;
    return row;
  }
}
