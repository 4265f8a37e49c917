package org.mydocker.storage.dump;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;

/**
 * Writes all rows of some schemas as they were at one moment, while the service runs (BAK-01): one
 * transaction that sees one snapshot and blocks no writer. Rows are streamed.
 *
 * <p>The stream, compressed: {@code mydocker-dump}, its version, then for each table its
 * description, rows marked {@code R} with a flag before each value, {@code E} and how many there
 * were; {@code Z} ends it, so that a stream that was cut is known.
 */
public final class Dumping {

  static final String MAGIC = "mydocker-dump";
  static final int VERSION = 1;
  private static final int ROWS_AT_ONCE = 500;

  /** H2's isolation with one snapshot over all tables; JDBC has no constant for it. */
  private static final int H2_SNAPSHOT = 6;

  private Dumping() {}

  /**
   * @param out is left open
   * @return how many rows each table had, by {@code schema.table}
   */
  public static Map<String, Long> write(DataSource database, List<String> schemas, OutputStream out)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      int isolation = connection.getTransactionIsolation();
      boolean alone = connection.getAutoCommit();
      connection.setTransactionIsolation(snapshot(connection));
      connection.setAutoCommit(false);
      try {
        return write(connection, schemas, out);
      } finally {
        connection.rollback();
        connection.setAutoCommit(alone);
        connection.setTransactionIsolation(isolation);
      }
    }
  }

  private static int snapshot(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2")
        ? H2_SNAPSHOT
        : Connection.TRANSACTION_REPEATABLE_READ;
  }

  private static Map<String, Long> write(
      Connection connection, List<String> schemas, OutputStream out)
      throws SQLException, IOException {
    GZIPOutputStream compressed = new GZIPOutputStream(out);
    DataOutputStream stream = new DataOutputStream(new BufferedOutputStream(compressed));
    stream.writeUTF(MAGIC);
    stream.writeInt(VERSION);
    Map<String, Long> counts = new TreeMap<>();
    for (String schema : schemas) {
      for (Table table : Tables.of(connection, schema)) {
        counts.put(schema + "." + table.name(), rows(connection, table, stream));
      }
    }
    stream.writeByte('Z');
    stream.flush();
    compressed.finish();
    return counts;
  }

  private static long rows(Connection connection, Table table, DataOutputStream stream)
      throws SQLException, IOException {
    stream.writeByte('T');
    table.write(stream);
    long count = 0;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery(table.select())) {
        while (rows.next()) {
          stream.writeByte('R');
          row(rows, table, stream);
          count++;
        }
      }
    }
    stream.writeByte('E');
    stream.writeLong(count);
    return count;
  }

  private static void row(ResultSet row, Table table, DataOutputStream stream)
      throws SQLException, IOException {
    int place = 0;
    for (Table.Column column : table.columns()) {
      Object value = column.kind().read(row, ++place);
      stream.writeBoolean(value != null);
      if (value != null) {
        column.kind().write(value, stream);
      }
    }
  }
}
