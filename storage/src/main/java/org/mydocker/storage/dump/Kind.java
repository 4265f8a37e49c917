package org.mydocker.storage.dump;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What a column holds, as both databases understand it, and how a value of it stands in the stream.
 * A column of another kind stops the backup with its name, rather than be written as something
 * else.
 */
enum Kind {
  TEXT('S') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      block(((String) value).getBytes(StandardCharsets.UTF_8), out);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return new String(block(in), StandardCharsets.UTF_8);
    }
  },
  INTEGER('L') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      long value = row.getLong(column);
      return row.wasNull() ? null : value;
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeLong((Long) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return in.readLong();
    }
  },
  FLOATING('D') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      double value = row.getDouble(column);
      return row.wasNull() ? null : value;
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeDouble((Double) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return in.readDouble();
    }
  },
  DECIMAL('N') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBigDecimal(column);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeUTF(((BigDecimal) value).toString());
    }

    @Override
    Object read(DataInput in) throws IOException {
      return new BigDecimal(in.readUTF());
    }
  },
  TRUTH('B') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      boolean value = row.getBoolean(column);
      return row.wasNull() ? null : value;
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return in.readBoolean();
    }
  },
  INSTANT('T') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, OffsetDateTime.class);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      Instant instant = ((OffsetDateTime) value).toInstant();
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    }

    @Override
    Object read(DataInput in) throws IOException {
      return Instant.ofEpochSecond(in.readLong(), in.readInt()).atOffset(ZoneOffset.UTC);
    }
  },
  ID('U') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, UUID.class);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      UUID id = (UUID) value;
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    }

    @Override
    Object read(DataInput in) throws IOException {
      return new UUID(in.readLong(), in.readLong());
    }
  },
  BYTES('Y') {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      block((byte[]) value, out);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return block(in);
    }
  };

  private static final int MOST_BYTES = 64 << 20;

  private final char letter;

  Kind(char letter) {
    this.letter = letter;
  }

  /** The value, or null where the row has none. */
  abstract Object read(ResultSet row, int column) throws SQLException;

  abstract void write(Object value, DataOutput out) throws IOException;

  abstract Object read(DataInput in) throws IOException;

  /** How it is named in the stream, for ever. */
  char letter() {
    return letter;
  }

  static Kind of(char letter) throws IOException {
    for (Kind kind : values()) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    throw new IOException("the dump has a column of a kind that is not known: " + letter);
  }

  static Kind of(ResultSetMetaData columns, int column) throws SQLException {
    String name = columns.getColumnTypeName(column);
    if (name.equalsIgnoreCase("uuid")) {
      return ID;
    }
    if (name.equalsIgnoreCase("timestamptz")) {
      return INSTANT;
    }
    return switch (columns.getColumnType(column)) {
      case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR, Types.CLOB -> TEXT;
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> INTEGER;
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> FLOATING;
      case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
      case Types.BOOLEAN, Types.BIT -> TRUTH;
      case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
      default ->
          throw new SQLException(
              "the column "
                  + columns.getColumnName(column)
                  + " has the type "
                  + name
                  + ", which a backup cannot carry to the other database");
    };
  }

  private static void block(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] block(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("the dump is damaged: a value of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
