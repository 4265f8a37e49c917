package org.mydocker.system.click;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.mydocker.system.site.Site;

/** Environments that no page can make yet: the built-in one with another command. */
final class Laid {

  private Laid() {}

  /**
   * @param secure whether it is one that speaks HTTPS
   */
  static void environment(Site site, String title, boolean secure, String... command) {
    try (Connection rows = site.rows();
        Statement statement = rows.createStatement()) {
      statement.execute(
          "create temporary table environment_copy as select * from broker.environment"
              + " where built_in = 'notebook'");
      statement.execute(
          "create temporary table version_copy as select v.* from broker.environment_version v"
              + " join broker.environment e on e.id = v.environment where e.built_in = 'notebook'");
      change(
          rows,
          "update environment_copy set id = gen_random_uuid(), built_in = null, title_en = ?,"
              + " title_fr = ?, join_code = substr(md5(random()::text), 1, 20)",
          title,
          title);
      change(
          rows,
          "update version_copy set id = gen_random_uuid(), secure = ?, command = ?,"
              + " start_path = '/', environment = (select id from environment_copy)",
          secure,
          String.join("\n", command));
      statement.execute("insert into broker.environment select * from environment_copy");
      statement.execute("insert into broker.environment_version select * from version_copy");
    } catch (SQLException e) {
      throw new IllegalStateException(title, e);
    }
  }

  private static void change(Connection rows, String change, Object... values) throws SQLException {
    try (PreparedStatement statement = rows.prepareStatement(change)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
