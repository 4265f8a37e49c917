package org.mydocker.storage;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database by its address, for what runs without the server; there is no pool behind it. */
public final class Databases {

  private Databases() {}

  /**
   * @param url {@code jdbc:h2:...} or {@code jdbc:postgresql:...}
   */
  public static DataSource at(String url, String user, String password) {
    if (url.startsWith("jdbc:h2:")) {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL(url);
      h2.setUser(user);
      h2.setPassword(password);
      return h2;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      PGSimpleDataSource postgresql = new PGSimpleDataSource();
      postgresql.setUrl(url);
      postgresql.setUser(user);
      postgresql.setPassword(password);
      return postgresql;
    }
    throw new IllegalArgumentException(
        "mydocker.db.url begins with jdbc:h2: or jdbc:postgresql:, and this one does not");
  }
}
