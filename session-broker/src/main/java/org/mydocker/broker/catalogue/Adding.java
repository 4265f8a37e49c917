package org.mydocker.broker.catalogue;

import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.people.Role;

/** Writes a new environment with its first version; {@link Catalogue} and the recipes read it. */
public final class Adding {

  private final Transactions transactions;
  private final SecretVariables secrets;
  private final InstantSource clock;

  public Adding(Transactions transactions, SecretVariables secrets, InstantSource clock) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.clock = clock;
  }

  public EnvironmentId add(Listing listing, Design design) {
    return add(Optional.empty(), listing, design);
  }

  /**
   * @param builtIn the name of one that the product brings; unique
   */
  EnvironmentId add(Optional<String> builtIn, Listing listing, Design design) {
    return transactions.in(
        rows -> {
          EnvironmentRow environment =
              new EnvironmentRow(UUID.randomUUID(), Secret.code(), clock.instant());
          builtIn.ifPresent(name -> environment.builtIn = name);
          write(environment, listing);
          rows.persist(environment);
          rows.flush();
          version(rows, environment, design);
          return new EnvironmentId(environment.id);
        });
  }

  private static void write(EnvironmentRow row, Listing listing) {
    row.titleEn = listing.english().title();
    row.titleFr = listing.french().title();
    row.descriptionEn = listing.english().description();
    row.descriptionFr = listing.french().description();
    row.visibility = listing.visibility().name();
    listing.tenant().ifPresent(tenant -> row.tenant = tenant.value());
    listing.course().ifPresent(course -> row.course = course.value());
    row.maintainer = listing.maintainer();
    row.sources = listing.sources().stream().map(URI::toString).collect(Collectors.joining("\n"));
  }

  private void version(EntityManager rows, EnvironmentRow environment, Design design) {
    VersionRow row = new VersionRow(environment.id, environment.version, clock.instant());
    write(row, design);
    rows.persist(row);
    rows.flush();
    design.otherwise().forEach((role, own) -> rows.persist(override(row.id, role, own)));
    design.data().forEach(data -> rows.persist(new DataMountRow(row.id, role(data), data.what())));
    design
        .variables()
        .forEach(variable -> rows.persist(secrets.row(row.id, role(variable), variable.what())));
  }

  private static void write(VersionRow row, Design design) {
    row.face = design.face().name();
    row.software = design.software();
    row.image = design.image().name();
    row.digest = design.image().digest().orElse(null);
    row.command = String.join("\n", design.command());
    row.port = design.ports().primary();
    row.secure = design.ports().secure();
    row.ports = lines(design.ports().named());
    row.startPath = design.startPath();
    row.cpus = design.size().cpus();
    row.memory = design.size().memory();
    row.processes = design.size().processes();
    row.sharedMemory = design.size().sharedMemory();
    row.gpus = design.size().gpus();
    row.home = design.home().name();
    row.mountPath = design.mountPath();
    row.idleMinutes = design.idle().map(Adding::minutes).orElse(null);
    row.lifetimeMinutes = design.lifetime().map(Adding::minutes).orElse(null);
    row.network = design.reach().policy().name();
    row.allowed = String.join("\n", design.reach().hosts());
    row.needs = design.needs().text();
  }

  private static OverrideRow override(UUID version, Role role, Design.Otherwise own) {
    OverrideRow row = new OverrideRow(version, role.name());
    own.image()
        .ifPresent(
            image -> {
              row.image = image.name();
              row.digest = image.digest().orElse(null);
            });
    own.command().ifPresent(words -> row.command = String.join("\n", words));
    own.cpus().ifPresent(cpus -> row.cpus = cpus);
    own.memory().ifPresent(memory -> row.memory = memory);
    own.gpus().ifPresent(gpus -> row.gpus = gpus);
    return row;
  }

  private static String role(Design.Of<?> of) {
    return of.role().map(Enum::name).orElse("");
  }

  private static String lines(Map<String, Integer> ports) {
    return ports.entrySet().stream()
        .map(port -> port.getKey() + "=" + port.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static Integer minutes(Duration duration) {
    return Math.toIntExact(duration.toMinutes());
  }
}
