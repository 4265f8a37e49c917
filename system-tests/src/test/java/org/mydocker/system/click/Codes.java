package org.mydocker.system.click;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.mydocker.system.site.Site;

/** The one-time codes of an installation as their rows have them, and made older than they are. */
final class Codes {

  private final Site site;

  Codes(Site site) {
    this.site = site;
  }

  /** How long the newest code for a purpose is still good. */
  Duration left(String purpose) {
    String newest = "select max(ends) from site.one_time_code where purpose = ?";
    try (Connection rows = site.rows();
        PreparedStatement asked = rows.prepareStatement(newest)) {
      asked.setString(1, purpose);
      try (ResultSet answer = asked.executeQuery()) {
        answer.next();
        return Duration.between(Instant.now(), answer.getTimestamp(1).toInstant());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if so much time had gone by for every code of a purpose. */
  void age(String purpose, Duration by) {
    Instant newest = Instant.now().plus(left(purpose)).minus(by);
    String older = "update site.one_time_code set ends = ? where purpose = ?";
    try (Connection rows = site.rows();
        PreparedStatement told = rows.prepareStatement(older)) {
      told.setTimestamp(1, Timestamp.from(newest));
      told.setString(2, purpose);
      told.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
