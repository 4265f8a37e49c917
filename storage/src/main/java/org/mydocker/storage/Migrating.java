package org.mydocker.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings a module's schema to the version of this code before Hibernate validates it, and refuses
 * to start on a newer one (site.md BAK-03). Hibernate calls it once per persistence unit; a unit
 * without {@code mydocker.schema} is left alone.
 */
public final class Migrating implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
    var registry = sessionFactory.getServiceRegistry();
    var settings = registry.requireService(ConfigurationService.class).getSettings();
    Object schema = settings.get("mydocker.schema");
    if (schema == null) {
      return;
    }
    ConnectionProvider connections = registry.requireService(ConnectionProvider.class);
    migrate(connections.unwrap(DataSource.class), schema.toString());
  }

  static void migrate(DataSource dataSource, String schema) {
    Flyway flyway =
        Flyway.configure(Migrating.class.getClassLoader())
            .dataSource(dataSource)
            .schemas(schema)
            .defaultSchema(schema)
            .createSchemas(true)
            .locations("classpath:db/" + schema)
            .loggers("slf4j")
            .load();
    refuseNewer(flyway, schema);
    flyway.migrate();
  }

  private static void refuseNewer(Flyway flyway, String schema) {
    for (MigrationInfo applied : flyway.info().applied()) {
      if (applied.getState().isResolved() || applied.getVersion() == null) {
        continue;
      }
      throw new NewerSchema(schema, applied.getVersion().toString());
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {}
}
