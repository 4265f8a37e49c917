package org.mydocker.broker.catalogue;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.people.PersonId;

/**
 * What administrators allowed environments beyond the hardened default (ENG-06). A permission is
 * for one environment and for the needs as the administrator saw them: it holds for every version
 * that needs no more, and for none that needs anything else. Permissions are not added up.
 */
public final class Permissions {

  private static final int MOST = 500;

  private final Transactions transactions;
  private final InstantSource clock;

  public Permissions(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What an environment asks for, once however many of its versions do.
   *
   * @param versions that ask for exactly this, the newest first
   * @param current whether the version that people start is among them
   * @param allowed since when; empty while it waits
   */
  public record Request(
      EnvironmentId environment,
      String title,
      String maintainer,
      Needs needs,
      List<Integer> versions,
      boolean current,
      Optional<Instant> allowed) {
    public Request {
      versions = List.copyOf(versions);
    }
  }

  /** Whether an environment may have them; who needs nothing needs no permission. */
  public boolean allowed(EnvironmentId environment, Needs needs) {
    return needs.nothing()
        || transactions.in(
            rows ->
                of(rows, environment.value()).stream()
                    .anyMatch(given -> Needs.of(given.needs).cover(needs)));
  }

  /** All that is asked for, by environment and newest version. */
  public List<Request> requests(Locale locale) {
    return transactions.in(
        rows -> {
          Map<String, List<VersionRow>> asking = new LinkedHashMap<>();
          rows.createQuery(
                  "select v from VersionRow v where v.needs <> ''"
                      + " order by v.environment, v.number desc",
                  VersionRow.class)
              .setMaxResults(MOST)
              .getResultStream()
              .forEach(
                  version ->
                      asking
                          .computeIfAbsent(
                              version.environment + Needs.of(version.needs).text(),
                              first -> new ArrayList<>())
                          .add(version));
          return asking.values().stream().map(versions -> request(rows, versions, locale)).toList();
        });
  }

  private static Request request(EntityManager rows, List<VersionRow> versions, Locale locale) {
    VersionRow newest = versions.get(0);
    EnvironmentRow environment = rows.find(EnvironmentRow.class, newest.environment);
    Needs needs = Needs.of(newest.needs);
    return new Request(
        new EnvironmentId(environment.id),
        environment.environment(Interface.valueOf(newest.face).word(), locale).title(),
        environment.maintainer,
        needs,
        versions.stream().map(version -> version.number).toList(),
        versions.stream().anyMatch(version -> version.number == environment.version),
        of(rows, environment.id).stream()
            .filter(given -> Needs.of(given.needs).cover(needs))
            .map(given -> given.allowedAt)
            .min(Instant::compareTo));
  }

  /**
   * Allows exactly that; false if no version of the environment asks for it (any more), so that
   * nobody allows what was not on the page.
   */
  public boolean allow(EnvironmentId environment, String asked, PersonId administrator) {
    if (!asks(environment, asked)) {
      return false;
    }
    try {
      transactions.run(
          rows -> {
            if (of(rows, environment.value()).stream().noneMatch(has(asked))) {
              rows.persist(
                  new PermissionRow(
                      environment.value(), asked, administrator.value(), clock.instant()));
            }
          });
    } catch (PersistenceException anotherWasFaster) {
      if (!allowed(environment, Needs.of(asked))) {
        throw anotherWasFaster;
      }
    }
    return true;
  }

  /** Takes back every permission that covers that; what runs goes on to its own end. */
  public boolean withdraw(EnvironmentId environment, String asked) {
    if (!asks(environment, asked)) {
      return false;
    }
    Needs needs = Needs.of(asked);
    transactions.run(
        rows ->
            of(rows, environment.value()).stream()
                .filter(given -> Needs.of(given.needs).cover(needs))
                .forEach(rows::remove));
    return true;
  }

  private boolean asks(EnvironmentId environment, String asked) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select v from VersionRow v where v.environment = :e and v.needs <> ''",
                    VersionRow.class)
                .setParameter("e", environment.value())
                .setMaxResults(MOST)
                .getResultStream()
                .anyMatch(version -> Needs.of(version.needs).text().equals(asked)));
  }

  private static Predicate<PermissionRow> has(String needs) {
    return row -> row.needs.equals(needs);
  }

  private static List<PermissionRow> of(EntityManager rows, UUID environment) {
    return rows.createQuery(
            "select p from PermissionRow p where p.environment = :e", PermissionRow.class)
        .setParameter("e", environment)
        .setMaxResults(MOST)
        .getResultList();
  }
}
