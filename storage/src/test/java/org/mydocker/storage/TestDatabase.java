package org.mydocker.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A persistence unit on a database without rows, without a server: for persistence contracts, which
 * run on both databases. {@link #h2} lives in memory; {@link #postgresql} is a real one, shared by
 * the tests of a JVM. Whoever opens one has it alone until it is closed; it is then emptied for the
 * next, since to migrate and to map one anew for each test is most of the tests' time.
 */
public final class TestDatabase implements AutoCloseable {

  private static final Map<String, Deque<TestDatabase>> EMPTIED = new ConcurrentHashMap<>();

  private final EntityManagerFactory factory;
  private final DataSource source;
  private final String unit;
  private final Deque<TestDatabase> next;
  private boolean closed;

  private TestDatabase(String unit, DataSource source, Deque<TestDatabase> next) {
    this.factory = factory(unit, source);
    this.source = source;
    this.unit = unit;
    this.next = next;
  }

  public static TestDatabase h2(String unit) {
    return open(unit, "h2", TestDatabase::emptyH2);
  }

  public static TestDatabase postgresql(String unit) {
    return open(unit, "postgresql", TestDatabase::emptyPostgresql);
  }

  /** A fresh database in memory without any schema of ours. */
  public static JdbcConnectionPool emptyH2() {
    return JdbcConnectionPool.create(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000",
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
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return server.getDatabase("postgres", name);
  }

  private static TestDatabase open(String unit, String kind, Supplier<DataSource> fresh) {
    Deque<TestDatabase> emptied =
        EMPTIED.computeIfAbsent(kind + " " + unit, key -> new ConcurrentLinkedDeque<>());
    TestDatabase again = emptied.poll();
    if (again == null) {
      return new TestDatabase(unit, fresh.get(), emptied);
    }
    again.closed = false;
    return again;
  }

  private static EntityManagerFactory factory(String unit, DataSource dataSource) {
    return Persistence.createEntityManagerFactory(
        unit,
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource", dataSource,
            "hibernate.transaction.jta.platform", ""));
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
    if (closed) {
      return;
    }
    closed = true;
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      List<String> tables = tables(statement);
      if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
        statement.execute("set referential_integrity false");
        for (String table : tables) {
          statement.execute("truncate table " + table + " restart identity");
        }
        statement.execute("set referential_integrity true");
      } else if (!tables.isEmpty()) {
        statement.execute("truncate " + String.join(", ", tables) + " restart identity cascade");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    next.push(this);
  }

  /** All tables of the unit's schema, which has its name, but for the list of its migrations. */
  private List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery(
            "select table_name from information_schema.tables where table_schema = '"
                + unit
                + "' and table_name <> 'flyway_schema_history'")) {
      while (found.next()) {
        tables.add(unit + "." + found.getString(1));
      }
    }
    return tables;
  }

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
