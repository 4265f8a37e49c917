package org.mydocker.broker.start;

import jakarta.persistence.PersistenceException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.mydocker.broker.catalogue.HomePolicy;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.home.Homes;
import org.mydocker.broker.home.SetAside;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.HomeId;

/**
 * Which home a session works in (HOME-01, HOME-02). The row with the volume's random name is
 * written before the volume is made, so that no volume is ever without an owner. A person's home as
 * a teacher is another than as a student: who looks as a student must not find the solutions there.
 * Who only reads another's work (ENV-14) has a scratch home, and that work lies beside it in a
 * volume of its own, which the session can read and only the helper can write.
 */
public final class PersonalHomes {

  /** Where in the home the work is seen that a session only reads. */
  static final String HANDED_IN = "handed-in";

  private static final String SCRATCH = "scratch/";

  /** Hidden, and no settings: work under version control, saved copies of notebooks, keys. */
  private static final Set<String> NO_SETTINGS =
      Set.of(
          ".git",
          ".gitattributes",
          ".gitignore",
          ".gitmodules",
          ".git-credentials",
          ".gnupg",
          ".ipynb_checkpoints",
          ".netrc",
          ".ssh");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss", Locale.ROOT);

  private final Transactions transactions;
  private final InstantSource clock;
  private final Homes volumes;
  private final ZoneId zone;

  public PersonalHomes(Transactions transactions, InstantSource clock, Homes volumes, ZoneId zone) {
    this.transactions = transactions;
    this.clock = clock;
    this.volumes = volumes;
    this.zone = zone;
  }

  /** The home of that key, its volume made if it is not there. */
  HomeId ready(SessionKey key, HomePolicy policy, boolean scratch) {
    return made(named(key, scope(key, policy, scratch)));
  }

  /** What a session of that key only reads, its volume made if it is not there. */
  HomeId handedIn(SessionKey key) {
    return made(named(key, handedIn(scope(key, HomePolicy.NONE, true))));
  }

  /** What a session sees that works there: the home, and read-only in it what was handed in. */
  List<VolumeMount> mounts(HomeId home, String path) {
    HomeRow row = row(home);
    VolumeMount own = new VolumeMount(new VolumeName(row.volume), path, false);
    Stream<VolumeMount> read =
        known(row.person, handedIn(row.scope)).stream()
            .map(tree -> new VolumeMount(volume(tree), path + "/" + HANDED_IN, true));
    return Stream.concat(Stream.of(own), read).toList();
  }

  private HomeId made(HomeId home) {
    HomeRow row = row(home);
    VolumeName volume = new VolumeName(row.volume);
    if (!row.settled || !volumes.exists(volume)) {
      volumes.create(volume);
      transactions.run(rows -> rows.find(HomeRow.class, home.value()).settled = true);
    }
    return home;
  }

  VolumeName volume(HomeId home) {
    return new VolumeName(row(home).volume);
  }

  private HomeRow row(HomeId home) {
    return transactions.in(
        rows ->
            Optional.ofNullable(rows.find(HomeRow.class, home.value()))
                .orElseThrow(() -> new IllegalArgumentException("no home " + home)));
  }

  /** Moves the hidden settings of a home into a folder that says when (RUN-05). */
  SetAside setAside(HomeId home) {
    String folder = "settings-" + STAMP.format(clock.instant().atZone(zone));
    return volumes.setAside(volume(home), folder, NO_SETTINGS);
  }

  /** Whether the files in it outlive the session: not those of a scratch home, there or gone. */
  public boolean keeps(HomeId home) {
    return transactions.in(
        rows ->
            Optional.ofNullable(rows.find(HomeRow.class, home.value()))
                .filter(row -> !row.scope.startsWith(SCRATCH))
                .isPresent());
  }

  boolean there(VolumeName volume) {
    return volumes.exists(volume);
  }

  /** Every home whose files outlive sessions, as its volume is named; for a backup. */
  public List<VolumeName> lasting() {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select h.volume from HomeRow h where h.settled = true"
                        + " and h.scope not like :scratch order by h.made",
                    String.class)
                .setParameter("scratch", SCRATCH + "%")
                .getResultStream()
                .map(VolumeName::new)
                .toList());
  }

  /**
   * Removes the home if it was a session's scratch, after what lay beside it; a person's own is
   * never removed here. What the engine refuses now can be asked for again.
   */
  public void forgetScratch(HomeId home) {
    Optional<HomeRow> scratch =
        transactions.in(
            rows ->
                Optional.ofNullable(rows.find(HomeRow.class, home.value()))
                    .filter(row -> row.scope.startsWith(SCRATCH)));
    scratch.ifPresent(
        row -> {
          known(row.person, handedIn(row.scope)).ifPresent(tree -> forget(tree, volume(tree)));
          forget(home, new VolumeName(row.volume));
        });
  }

  private void forget(HomeId home, VolumeName volume) {
    volumes.remove(volume);
    transactions.run(
        rows -> {
          HomeRow row = rows.find(HomeRow.class, home.value());
          if (row != null) {
            rows.remove(row);
          }
        });
  }

  private HomeId named(SessionKey key, String scope) {
    return known(key.person().value(), scope)
        .orElseGet(
            () -> {
              try {
                return written(key, scope);
              } catch (PersistenceException anotherWasFaster) {
                return known(key.person().value(), scope).orElseThrow(() -> anotherWasFaster);
              }
            });
  }

  private Optional<HomeId> known(UUID person, String scope) {
    return transactions.in(
        rows ->
            rows.createQuery(
                    "select h from HomeRow h where h.person = :p and h.scope = :s", HomeRow.class)
                .setParameter("p", person)
                .setParameter("s", scope)
                .getResultStream()
                .findFirst()
                .map(row -> new HomeId(row.id)));
  }

  private HomeId written(SessionKey key, String scope) {
    return transactions.in(
        rows -> {
          HomeRow row =
              new HomeRow(key.person().value(), scope, volumes.newName().value(), clock.instant());
          rows.persist(row);
          rows.flush();
          return new HomeId(row.id);
        });
  }

  private static String scope(SessionKey key, HomePolicy policy, boolean scratch) {
    String purpose = key.environment() + "/" + key.activity().map(Object::toString).orElse("-");
    if (scratch || policy == HomePolicy.NONE) {
      return SCRATCH + purpose + "/" + key.role();
    }
    return switch (policy) {
      case GLOBAL -> "global/" + key.role();
      case ENVIRONMENT -> "environment/" + key.environment() + "/" + key.role();
      case NONE -> throw new AssertionError("is a scratch home");
    };
  }

  private static String handedIn(String scope) {
    return scope + "/" + HANDED_IN;
  }
}
