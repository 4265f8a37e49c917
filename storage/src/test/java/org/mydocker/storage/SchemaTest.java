package org.mydocker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema follows the code, never the other way. */
@Tag("slow")
class SchemaTest {

  static List<DataSource> databases() {
    return List.of(TestDatabase.emptyH2(), TestDatabase.emptyPostgresql());
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Tag("BAK-03")
  void anUpgradeMigratesToTheNewestVersion(DataSource database) {
    Schema schema = new Schema(database, "trial");
    assertThat(schema.version()).isEmpty();
    schema.migrateTo("1");
    assertThat(schema.version()).contains("1");
    schema.migrate();
    assertThat(schema.version()).contains("2");
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Tag("BAK-03")
  void aNewerSchemaIsRefusedAndLeftAsItIs(DataSource database) throws SQLException {
    Schema schema = new Schema(database, "trial");
    schema.migrate();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into trial.flyway_schema_history values"
              + " (3, '3', 'from the future', 'SQL', 'V3__future.sql', 1, 'x', now(), 1, true)");
    }
    assertThatExceptionOfType(NewerSchema.class)
        .isThrownBy(schema::migrate)
        .withMessageContaining("trial")
        .withMessageContaining("3");
    assertThat(schema.version()).contains("3");
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Tag("BAK-03")
  void aVersionWithoutAMigrationIsRefusedBeforeAnythingIsMade(DataSource database) {
    Schema schema = new Schema(database, "trial");
    assertThatExceptionOfType(NewerSchema.class).isThrownBy(() -> schema.migrateTo("7"));
    assertThat(schema.version()).isEmpty();
  }
}
