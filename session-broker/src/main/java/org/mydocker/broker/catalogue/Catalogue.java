package org.mydocker.broker.catalogue;

import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.Environments;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;

/**
 * The environments in their tables (broker.md section 1). What is shown is in the environment's
 * row; what is run is in the version's rows, one set a version, and a session keeps the version
 * that it has.
 */
public final class Catalogue implements Environments {

  private static final int MOST = 500;
  private static final Locale ANY = Locale.ENGLISH;

  private final Transactions transactions;
  private final Recipes recipes;

  public Catalogue(Transactions transactions, SecretVariables secrets) {
    this.transactions = transactions;
    this.recipes = new Recipes(secrets);
  }

  @Override
  public Optional<Environment> find(EnvironmentId id) {
    return entry(id, ANY).map(Entry::environment);
  }

  @Override
  public List<Environment> visibleTo(Viewer viewer) {
    return entriesFor(viewer).stream().map(Entry::environment).toList();
  }

  /** As {@link #visibleTo}, with what a catalogue page shows beside the title. */
  public List<Entry> entriesFor(Viewer viewer) {
    return transactions.in(
        rows ->
            rows.createQuery("select e from EnvironmentRow e", EnvironmentRow.class)
                .setMaxResults(MOST)
                .getResultStream()
                .map(row -> entry(rows, row, viewer.locale()))
                .filter(entry -> Rights.mayStart(viewer, entry.environment()))
                .sorted(Comparator.comparing(entry -> entry.environment().title()))
                .toList());
  }

  public Optional<Entry> entry(EnvironmentId id, Locale locale) {
    return transactions.in(
        rows ->
            Optional.ofNullable(rows.find(EnvironmentRow.class, id.value()))
                .map(row -> entry(rows, row, locale)));
  }

  /** The environment that a join link means (broker.md ENV-02). */
  public Optional<Entry> joined(String code, Locale locale) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select e from EnvironmentRow e where e.joinCode = :code", EnvironmentRow.class)
                .setParameter("code", code)
                .getResultStream()
                .findFirst()
                .map(row -> entry(rows, row, locale)));
  }

  /** A new join code; the old one opens nothing from now on. */
  public String renewJoinCode(EnvironmentId id) {
    return transactions.in(
        rows -> {
          EnvironmentRow row = rows.find(EnvironmentRow.class, id.value());
          row.joinCode = Secret.code();
          return row.joinCode;
        });
  }

  /** What a role gets of a version. */
  public Recipe recipe(EnvironmentId id, int version, Role role) {
    return transactions.in(rows -> recipes.recipe(rows, version(rows, id.value(), version), role));
  }

  /** Remembers how long a start took, for {@link Entry#usual}: the recent ones weigh most. */
  public void took(EnvironmentId id, Duration start) {
    transactions.run(
        rows -> {
          EnvironmentRow row = rows.find(EnvironmentRow.class, id.value());
          row.usualMillis =
              row.usualMillis == 0
                  ? start.toMillis()
                  : (row.usualMillis * 3 + start.toMillis()) / 4;
        });
  }

  private static Entry entry(EntityManager rows, EnvironmentRow row, Locale locale) {
    VersionRow version = version(rows, row.id, row.version);
    return new Entry(
        row.environment(Interface.valueOf(version.face).word(), locale),
        row.version,
        version.software,
        Recipes.size(version, new OverrideRow(version.id, "")),
        row.maintainer,
        Recipes.lines(row.sources).stream().map(URI::create).toList(),
        row.joinCode,
        Duration.ofMillis(row.usualMillis));
  }

  private static VersionRow version(EntityManager rows, UUID environment, int number) {
    return rows.createQuery(
            "select v from VersionRow v where v.environment = :e and v.number = :n",
            VersionRow.class)
        .setParameter("e", environment)
        .setParameter("n", number)
        .getSingleResult();
  }
}
