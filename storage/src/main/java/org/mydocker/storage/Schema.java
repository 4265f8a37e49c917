package org.mydocker.storage;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * A module's schema in a database: at which version it is, and bringing it to another (site.md
 * DATA-02). The migrations are those of this code, in {@code db/NAME/}; a schema that is newer than
 * they are is refused and left as it is (BAK-03).
 */
public final class Schema {

  private final String name;
  private final DataSource database;

  public Schema(DataSource database, String name) {
    this.database = database;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** The version that the database is at; empty where the schema is not there yet. */
  public Optional<String> version() {
    return Optional.ofNullable(migrations(MigrationVersion.LATEST).info().current())
        .map(MigrationInfo::getVersion)
        .map(MigrationVersion::toString);
  }

  /** To the newest version that this code knows. */
  public void migrate() {
    Flyway flyway = migrations(MigrationVersion.LATEST);
    refuseNewer(flyway);
    flyway.migrate();
  }

  /** From nothing to that version, so that rows written then fit. */
  public void migrateTo(String version) {
    requireKnown(version);
    migrations(MigrationVersion.fromVersion(version)).migrate();
  }

  /** Refuses a version that this code has no migration for. */
  public void requireKnown(String version) {
    MigrationVersion wanted = MigrationVersion.fromVersion(version);
    boolean known =
        Arrays.stream(migrations(MigrationVersion.LATEST).info().all())
            .anyMatch(
                migration ->
                    migration.getState().isResolved() && wanted.equals(migration.getVersion()));
    if (!known) {
      throw new NewerSchema(name, version);
    }
  }

  private void refuseNewer(Flyway flyway) {
    for (MigrationInfo applied : flyway.info().applied()) {
      if (!applied.getState().isResolved() && applied.getVersion() != null) {
        throw new NewerSchema(name, applied.getVersion().toString());
      }
    }
  }

  private Flyway migrations(MigrationVersion target) {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(database)
        .schemas(name)
        .defaultSchema(name)
        .createSchemas(true)
        .locations("classpath:db/" + name)
        .target(target)
        .loggers("slf4j")
        .load();
  }
}
