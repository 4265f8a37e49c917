package org.mydocker.storage.dump;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table and its columns, in the order in which a row of the stream has them. */
record Table(String schema, String name, List<Column> columns) {

  /**
   * Lower case and nothing to quote: our migrations name them so, and a stream must not do else.
   */
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private static final int MOST_COLUMNS = 1_000;

  /**
   * @param counted the database gives the number itself, and has to go on after the largest
   */
  record Column(String name, Kind kind, boolean counted) {
    Column {
      requirePlain(name);
    }
  }

  Table {
    requirePlain(schema);
    requirePlain(name);
    columns = List.copyOf(columns);
  }

  String qualified() {
    return quoted(schema) + "." + quoted(name);
  }

  static String quoted(String name) {
    return '"' + name + '"';
  }

  String select() {
    return "select " + names() + " from " + qualified();
  }

  String insert() {
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    String own = columns.stream().anyMatch(Column::counted) ? " overriding system value" : "";
    return "insert into " + qualified() + " (" + names() + ")" + own + " values (" + marks + ")";
  }

  private String names() {
    return columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(schema);
    out.writeUTF(name);
    out.writeInt(columns.size());
    for (Column column : columns) {
      out.writeUTF(column.name());
      out.writeChar(column.kind().letter());
      out.writeBoolean(column.counted());
    }
  }

  static Table read(DataInput in) throws IOException {
    String schema = in.readUTF();
    String name = in.readUTF();
    int count = in.readInt();
    if (count < 1 || count > MOST_COLUMNS) {
      throw new IOException("the dump is damaged: a table of " + count + " columns");
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(new Column(in.readUTF(), Kind.of(in.readChar()), in.readBoolean()));
    }
    return new Table(schema, name, columns);
  }

  private static void requirePlain(String name) {
    if (!PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a table or column of ours: " + name);
    }
  }
}
