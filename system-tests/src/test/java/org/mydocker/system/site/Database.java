package org.mydocker.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Where an installation keeps its rows. */
enum Database {
  H2 {
    @Override
    List<String> options(Path data) {
      return List.of(
          "-Dmydocker.db.url=jdbc:h2:file:"
              + data
              + "/db/mydocker;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0");
    }
  },
  POSTGRESQL {
    @Override
    List<String> options(Path data) {
      String name = "site" + Math.abs(data.toString().hashCode());
      try (var connection = Server.SHARED.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (java.sql.SQLException e) {
        throw new IllegalStateException(e);
      }
      return List.of(
          "-Dmydocker.db.class=org.postgresql.ds.PGSimpleDataSource",
          "-Dmydocker.db.url=jdbc:postgresql://127.0.0.1:" + Server.SHARED.getPort() + "/" + name,
          "-Dmydocker.db.user=postgres",
          "-Dmydocker.db.password=postgres");
    }
  };

  abstract List<String> options(Path data);

  private static final class Server {
    static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
