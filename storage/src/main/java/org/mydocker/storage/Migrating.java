package org.mydocker.storage;

import javax.sql.DataSource;
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
    new Schema(connections.unwrap(DataSource.class), schema.toString()).migrate();
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {}
}
