package org.mydocker.storage.dump;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of a schema, each after those that it refers to, so that rows can be written in that
 * order. Flyway's own table is left out: the migrations write it again.
 */
final class Tables {

  private static final String HISTORY = "flyway_schema_history";

  private Tables() {}

  static List<Table> of(Connection connection, String schema) throws SQLException {
    List<String> waiting = names(connection, schema);
    List<Table> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!waiting.isEmpty()) {
      int before = waiting.size();
      for (String name : List.copyOf(waiting)) {
        if (placed.containsAll(parents(connection, schema, name))) {
          ordered.add(described(connection, schema, name));
          placed.add(name);
          waiting.remove(name);
        }
      }
      if (waiting.size() == before) {
        throw new SQLException(
            "tables of " + schema + " refer to each other or themselves: " + waiting);
      }
    }
    return ordered;
  }

  private static List<String> names(Connection connection, String schema) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select table_name from information_schema.tables"
                + " where table_schema = ? and table_type = 'BASE TABLE' order by table_name")) {
      statement.setString(1, schema);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (!rows.getString(1).equals(HISTORY)) {
            names.add(rows.getString(1));
          }
        }
      }
    }
    return names;
  }

  private static Set<String> parents(Connection connection, String schema, String table)
      throws SQLException {
    Set<String> parents = new HashSet<>();
    try (ResultSet keys = connection.getMetaData().getImportedKeys(null, schema, table)) {
      while (keys.next()) {
        if (schema.equals(keys.getString("PKTABLE_SCHEM"))) {
          parents.add(keys.getString("PKTABLE_NAME"));
        }
      }
    }
    return parents;
  }

  private static Table described(Connection connection, String schema, String name)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery(
                "select * from "
                    + Table.quoted(schema)
                    + "."
                    + Table.quoted(name)
                    + " where 1 = 0")) {
      ResultSetMetaData columns = none.getMetaData();
      List<Table.Column> described = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        described.add(
            new Table.Column(
                columns.getColumnName(i), Kind.of(columns, i), columns.isAutoIncrement(i)));
      }
      return new Table(schema, name, described);
    }
  }
}
