package org.mydocker.storage.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mydocker.storage.Schema;
import org.mydocker.storage.TestDatabase;

/** What is written from either database is read back the same into either. */
@Tag("slow")
class DumpTest {

  private static final UUID ONE = UUID.fromString("7e6b0f3e-0000-4000-8000-0000000000ff");
  private static final UUID TWO = UUID.fromString("7e6b0f3e-0000-4000-8000-000000000100");

  enum Kinds {
    H2 {
      @Override
      DataSource fresh() {
        return TestDatabase.emptyH2();
      }
    },
    POSTGRESQL {
      @Override
      DataSource fresh() {
        return TestDatabase.emptyPostgresql();
      }
    };

    abstract DataSource fresh();
  }

  static Stream<Arguments> bothWays() {
    return Arrays.stream(Kinds.values())
        .flatMap(from -> Arrays.stream(Kinds.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  @Tag("BAK-02")
  void everyRowComesBackInEitherDatabase(Kinds from, Kinds to) throws Exception {
    DataSource first = filled(from);
    DataSource second = to.fresh();
    new Schema(second, "trial").migrateTo("2");
    long rows = Loading.load(second, Set.of("trial"), new ByteArrayInputStream(dump(first)));
    assertThat(rows).isEqualTo(6);
    assertThat(all(second)).isEqualTo(all(first));
  }

  @ParameterizedTest
  @EnumSource(Kinds.class)
  void countingGoesOnAfterTheLargest(Kinds kind) throws Exception {
    DataSource second = kind.fresh();
    new Schema(second, "trial").migrate();
    Loading.load(second, Set.of("trial"), new ByteArrayInputStream(dump(filled(kind))));
    insertAction(second, ONE, "after the restore");
    assertThat(all(second)).anyMatch(row -> row.contains("4") && row.contains("after the restore"));
  }

  @ParameterizedTest
  @EnumSource(Kinds.class)
  void showsOneMomentWhateverIsWrittenMeanwhile(Kinds kind) throws Exception {
    DataSource first = filled(kind);
    List<String> before = all(first);
    byte[] dump =
        dumpWhile(
            first,
            () -> {
              insertThing(first, UUID.randomUUID(), "too late");
              insertAction(first, ONE, "too late");
            });
    DataSource second = kind.fresh();
    new Schema(second, "trial").migrate();
    Loading.load(second, Set.of("trial"), new ByteArrayInputStream(dump));
    assertThat(all(second)).isEqualTo(before);
    assertThat(all(first)).hasSize(before.size() + 2);
  }

  @Test
  void aDumpThatWasCutLoadsNothing() throws Exception {
    byte[] dump = dump(filled(Kinds.H2));
    DataSource second = TestDatabase.emptyH2();
    new Schema(second, "trial").migrate();
    List<String> before = all(second);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                Loading.load(
                    second,
                    Set.of("trial"),
                    new ByteArrayInputStream(Arrays.copyOf(dump, dump.length - 20))));
    assertThat(all(second)).isEqualTo(before);
  }

  @Test
  void aDumpThatNamesAnotherSchemaIsRefused() throws Exception {
    byte[] dump = dump(filled(Kinds.H2));
    DataSource second = TestDatabase.emptyH2();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Loading.load(second, Set.of("other"), new ByteArrayInputStream(dump)))
        .withMessageContaining("trial");
  }

  private static DataSource filled(Kinds kind) throws SQLException {
    DataSource database = kind.fresh();
    new Schema(database, "trial").migrate();
    insertThing(database, ONE, "é 漢字 \"quoted\", \\ and\nlines");
    insertThing(database, TWO, "");
    for (String what : List.of("begun", "gone on", "ended")) {
      insertAction(database, TWO, what);
    }
    return database;
  }

  private static void insertThing(DataSource database, UUID id, String name) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into trial.thing values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      boolean full = !id.equals(TWO);
      insert.setObject(1, id);
      insert.setString(2, name);
      insert.setString(3, full ? story() : null);
      insert.setObject(4, full ? -7 : null);
      insert.setObject(5, full ? 0.1 : null);
      insert.setObject(6, full ? new java.math.BigDecimal("12.30") : null);
      insert.setBoolean(7, full);
      insert.setObject(
          8, full ? Instant.parse("2026-10-25T00:30:00.123456Z").atOffset(ZoneOffset.UTC) : null);
      insert.setString(9, full ? "green" : null);
      insert.executeUpdate();
    }
  }

  /** Long, and such that compressing does not hold it back. */
  private static String story() {
    return new Random(7)
        .ints(60_000, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void insertAction(DataSource database, UUID thing, String what)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into trial.action (thing, what) values (?, ?)")) {
      insert.setObject(1, thing);
      insert.setString(2, what);
      insert.executeUpdate();
    }
  }

  private static List<String> all(DataSource database) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      for (String query :
          List.of(
              "select * from trial.thing order by name, id",
              "select * from trial.action order by number")) {
        try (var rows = statement.executeQuery(query)) {
          while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              boolean time = rows.getMetaData().getColumnName(i).equals("made");
              Object value =
                  time ? rows.getObject(i, java.time.OffsetDateTime.class) : rows.getString(i);
              row.append(
                      value instanceof java.time.OffsetDateTime moment
                          ? moment.toInstant().toString()
                          : flag(value))
                  .append('|');
            }
            all.add(row.toString());
          }
        }
      }
    }
    return all;
  }

  /** PostgreSQL writes a truth as one letter. */
  private static String flag(Object value) {
    return "t".equals(value) || "TRUE".equals(value)
        ? "true"
        : "f".equals(value) || "FALSE".equals(value) ? "false" : String.valueOf(value);
  }

  private static byte[] dump(DataSource database) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Dumping.write(database, List.of("trial"), out);
    return out.toByteArray();
  }

  /** Something that happens when the first bytes are out. */
  interface Meanwhile {
    void happens() throws SQLException;
  }

  private static byte[] dumpWhile(DataSource database, Meanwhile meanwhile) throws Exception {
    ByteArrayOutputStream collected = new ByteArrayOutputStream();
    OutputStream out =
        new OutputStream() {
          private boolean happened;

          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            collected.write(bytes, from, length);
            if (!happened && collected.size() > 10) {
              happened = true;
              try {
                meanwhile.happens();
              } catch (SQLException e) {
                throw new IOException(e);
              }
            }
          }
        };
    Dumping.write(database, List.of("trial"), out);
    return collected.toByteArray();
  }
}
