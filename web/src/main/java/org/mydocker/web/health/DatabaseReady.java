package org.mydocker.web.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is: the database answers, and its schemas were migrated (or the application would not have
 * started).
 */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

  @Resource(lookup = "java:app/jdbc/mydocker")
  private DataSource database;

  /** Whether it answers within two seconds. */
  public boolean answers() {
    return call().getStatus() == HealthCheckResponse.Status.UP;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("database");
    try (Connection connection = database.getConnection()) {
      return answer.status(connection.isValid(2)).build();
    } catch (SQLException e) {
      return answer.down().withData("reason", String.valueOf(e.getSQLState())).build();
    }
  }
}
