package org.mydocker.system.site;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Where an installation keeps its rows. */
public enum Database {
  H2 {
    @Override
    List<String> options(Path data) {
      return List.of(
          "-Dmydocker.db.url=jdbc:h2:file:"
              + data
              + "/db/mydocker;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0");
    }

    @Override
    void reachable(Path data, boolean reachable) {
      throw new IllegalStateException("the embedded database cannot be taken away");
    }

    @Override
    Connection connect(Path data) {
      throw new IllegalStateException("the application alone has the embedded database open");
    }
  },
  POSTGRESQL {
    @Override
    List<String> options(Path data) {
      String name = name(data);
      try (var connection = Server.SHARED.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return List.of(
          "-Dmydocker.db.class=org.postgresql.ds.PGSimpleDataSource",
          "-Dmydocker.db.url=jdbc:postgresql://127.0.0.1:" + Server.SHARED.getPort() + "/" + name,
          "-Dmydocker.db.user=postgres",
          "-Dmydocker.db.password=postgres");
    }

    @Override
    void reachable(Path data, boolean reachable) {
      String name = name(data);
      try (var connection = Server.SHARED.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("alter database " + name + " with allow_connections " + reachable);
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + name
                + "'");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    Connection connect(Path data) throws SQLException {
      return Server.SHARED.getDatabase("postgres", name(data)).getConnection();
    }

    private static String name(Path data) {
      return "site" + Math.abs(data.toString().hashCode());
    }
  };

  /** Makes the database where it has to be made, and says how the application reaches it. */
  abstract List<String> options(Path data);

  /** Where the PostgreSQL of the tests listens. */
  public static int postgresqlPort() {
    return Server.SHARED.getPort();
  }

  /** Takes it away from everybody, or gives it back. */
  abstract void reachable(Path data, boolean reachable);

  /** The test's own look at the rows. */
  abstract Connection connect(Path data) throws SQLException;

  private static final class Server {
    static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
