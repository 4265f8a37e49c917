package org.mydocker.broker.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.Environment.Visibility;
import org.mydocker.kernel.people.Role;

/**
 * The environment that every installation begins with: "Notebook", for all, from the image that
 * {@code images/build} makes. Laid down once; what an administrator makes of it afterwards stays.
 */
public final class BuiltIn {

  static final String NOTEBOOK = "notebook";

  private final Transactions transactions;
  private final Adding adding;

  public BuiltIn(Transactions transactions, Adding adding) {
    this.transactions = transactions;
    this.adding = adding;
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
      adding.add(Optional.of(NOTEBOOK), listing(), design(notebookImage));
    }
  }

  private static Listing listing() {
    return new Listing(
        new Listing.Words(
            "Notebook",
            "Jupyter Notebook with Python and Git. Your files stay between two openings."),
        new Listing.Words(
            "Notebook",
            "Jupyter Notebook avec Python et Git. Vos fichiers restent d’une ouverture à l’autre."),
        Visibility.PUBLIC,
        Optional.empty(),
        Optional.empty(),
        "myDocker",
        List.of());
  }

  private static Design design(String image) {
    return new Design(
        Interface.JUPYTER,
        "Jupyter Notebook, Python 3, Git",
        ImageReference.of(image),
        List.of(),
        new Design.Ports(8888, Map.of()),
        "/tree",
        new Recipe.Size(1, 1024, 512, 64, 0),
        HomePolicy.GLOBAL,
        "/home/user",
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Reach.of(NetworkPolicy.INTERNET),
        Needs.NOTHING,
        Map.of(Role.TEACHER, Design.Otherwise.memory(2048)));
  }
}
