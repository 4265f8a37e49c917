package org.mydocker.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A persistence unit on a fresh database, without a server: for persistence contracts, which run on
 * both databases. {@link #h2} lives in memory; {@link #postgresql} is a real one, shared by the
 * tests of a JVM, with a database of its own per unit.
 */
public final class TestDatabase implements AutoCloseable {

  private final EntityManagerFactory factory;
  private final Runnable closing;

  private TestDatabase(EntityManagerFactory factory, Runnable closing) {
    this.factory = factory;
    this.closing = closing;
  }

  public static TestDatabase h2(String unit) {
    JdbcConnectionPool pool = emptyH2();
    return open(unit, pool, pool::dispose);
  }

  public static TestDatabase postgresql(String unit) {
    return open(unit, emptyPostgresql(), () -> {});
  }

  /** A fresh database in memory without any schema of ours. */
  public static JdbcConnectionPool emptyH2() {
    return JdbcConnectionPool.create(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
        "sa",
        "");
  }

  /** A fresh database of its own in the real one, without any schema of ours. */
  public static DataSource emptyPostgresql() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    EmbeddedPostgres server = Server.SHARED;
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    return server.getDatabase("postgres", name);
  }

  private static TestDatabase open(String unit, DataSource dataSource, Runnable closing) {
    return new TestDatabase(
        Persistence.createEntityManagerFactory(
            unit,
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource", dataSource,
                "hibernate.transaction.jta.platform", "")),
        closing);
  }

  /** Runs in one transaction of its own; an exception rolls it back. */
  public <T> T in(Function<EntityManager, T> work) {
    try (EntityManager manager = factory.createEntityManager()) {
      var transaction = manager.getTransaction();
      transaction.begin();
      try {
        T result = work.apply(manager);
        transaction.commit();
        return result;
      } finally {
        if (transaction.isActive()) {
          transaction.rollback();
        }
      }
    }
  }

  /** As {@link #in}, without a result. */
  public void run(Consumer<EntityManager> work) {
    in(
        manager -> {
          work.accept(manager);
          return null;
        });
  }

  @Override
  public void close() {
    factory.close();
    closing.run();
  }

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
