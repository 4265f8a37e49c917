package org.mydocker.storage.dump;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;

/**
 * Fills schemas, fresh from their migrations, with the rows of a dump (BAK-02), in one transaction:
 * all of it or nothing. What the migrations put there themselves gives way.
 */
public final class Loading {

  private static final int ROWS_AT_ONCE = 500;

  private Loading() {}

  /**
   * @param schemas what may be written; a dump that names another is refused
   * @param dump what {@link Dumping} wrote
   * @return how many rows were written
   */
  public static long load(DataSource database, Set<String> schemas, InputStream dump)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        empty(connection, schemas);
        long rows = load(connection, schemas, dump);
        connection.commit();
        return rows;
      } finally {
        connection.rollback();
      }
    }
  }

  private static void empty(Connection connection, Set<String> schemas) throws SQLException {
    for (String schema : schemas) {
      List<Table> tables = new ArrayList<>(Tables.of(connection, schema));
      Collections.reverse(tables);
      try (Statement statement = connection.createStatement()) {
        for (Table table : tables) {
          statement.executeUpdate("delete from " + table.qualified());
        }
      }
    }
  }

  private static long load(Connection connection, Set<String> schemas, InputStream dump)
      throws SQLException, IOException {
    DataInputStream stream =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(dump)));
    if (!stream.readUTF().equals(Dumping.MAGIC) || stream.readInt() != Dumping.VERSION) {
      throw new IOException("this is not a dump that this myDocker can read");
    }
    long rows = 0;
    while (true) {
      byte mark = stream.readByte();
      if (mark == 'Z') {
        return rows;
      }
      if (mark != 'T') {
        throw new IOException("the dump is damaged: no table where one should begin");
      }
      Table table = Table.read(stream);
      if (!schemas.contains(table.schema())) {
        throw new IOException("the dump names a schema that is not ours: " + table.schema());
      }
      rows += rows(connection, table, stream);
      goOnCounting(connection, table);
    }
  }

  private static long rows(Connection connection, Table table, DataInputStream stream)
      throws SQLException, IOException {
    long count = 0;
    try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
      byte mark = stream.readByte();
      while (mark == 'R') {
        int place = 0;
        for (Table.Column column : table.columns()) {
          insert.setObject(++place, stream.readBoolean() ? column.kind().read(stream) : null);
        }
        insert.addBatch();
        if (++count % ROWS_AT_ONCE == 0) {
          insert.executeBatch();
        }
        mark = stream.readByte();
      }
      insert.executeBatch();
      if (mark != 'E' || stream.readLong() != count) {
        throw new IOException("the dump is damaged in " + table.qualified());
      }
    }
    return count;
  }

  private static void goOnCounting(Connection connection, Table table) throws SQLException {
    for (Table.Column column : table.columns()) {
      if (!column.counted()) {
        continue;
      }
      String name = Table.quoted(column.name());
      try (Statement statement = connection.createStatement()) {
        long next;
        try (ResultSet largest =
            statement.executeQuery(
                "select coalesce(max(" + name + "), 0) + 1 from " + table.qualified())) {
          largest.next();
          next = largest.getLong(1);
        }
        statement.executeUpdate(
            "alter table " + table.qualified() + " alter column " + name + " restart with " + next);
      }
    }
  }
}
