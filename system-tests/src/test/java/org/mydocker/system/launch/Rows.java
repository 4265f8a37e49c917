package org.mydocker.system.launch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.system.site.Site;

/** The rows of an installation on PostgreSQL, looked at behind the application's back. */
public final class Rows {

  private static final List<String> OF_A_LAUNCH =
      List.of(
          "lti.registration",
          "lti.deployment",
          "lti.person",
          "lti.course",
          "lti.membership",
          "lti.resource_link",
          "lti.line_item",
          "lti.deep_linking",
          "site.visit");

  private final Site site;

  public Rows(Site site) {
    this.site = site;
  }

  /** How many rows the tables have that an entering person leaves something in. */
  public Map<String, Long> ofLaunches() {
    Map<String, Long> counts = new LinkedHashMap<>();
    OF_A_LAUNCH.forEach(table -> counts.put(table, count(table)));
    return counts;
  }

  public long count(String table) {
    return (Long) one("select count(*) from " + table).orElseThrow();
  }

  /** The first column of the first row. */
  public Optional<Object> one(String query, Object... values) {
    List<Object> all = all(query, values);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** The first column of all rows. */
  public List<Object> all(String query, Object... values) {
    try (Connection connection = site.rows();
        PreparedStatement statement = prepared(connection, query, values);
        ResultSet rows = statement.executeQuery()) {
      List<Object> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getObject(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** For what no page offers yet: how many rows were changed. */
  public int change(String statement, Object... values) {
    try (Connection connection = site.rows();
        PreparedStatement prepared = prepared(connection, statement, values)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** A column of the visit that a launch began. */
  public String visit(Answer launched, String column) {
    return String.valueOf(
        one(
                "select coalesce(cast(" + column + " as text), '') from site.visit where id = ?",
                UUID.fromString(launched.visit().orElseThrow()))
            .orElseThrow());
  }

  private static PreparedStatement prepared(Connection connection, String query, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
