package org.mydocker.walls.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * What the central directory of a zip tells of one entry (APPNOTE 4.3.12), ZIP64 and Unicode path
 * fields applied. Sizes are claims until they are counted.
 */
record ZipRecord(
    byte[] rawName,
    int host,
    int flags,
    int method,
    int crc,
    long packed,
    long expanded,
    long offset,
    int attributes,
    Optional<byte[]> unicodeName) {
  static final int FIXED = 46;
  static final int SIGNATURE = 0x02014b50;
  private static final long SATURATED = 0xffffffffL;
  private static final int ZIP64 = 0x0001;
  private static final int UNICODE_PATH = 0x7075;

  /** From the 46 fixed bytes and the variable part (name, extra, comment) that follows them. */
  static ZipRecord of(ByteBuffer fixed, ByteBuffer variable) {
    byte[] name = new byte[fixed.getShort(28) & 0xffff];
    variable.get(name);
    ByteBuffer extra = variable.slice().order(ByteOrder.LITTLE_ENDIAN);
    extra.limit(fixed.getShort(30) & 0xffff);
    long packed = fixed.getInt(20) & SATURATED;
    long expanded = fixed.getInt(24) & SATURATED;
    long offset = fixed.getInt(42) & SATURATED;
    Optional<byte[]> unicode = Optional.empty();
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        break; // padding by some writers; a ZIP64 field that is missed is found out below
      }
      ByteBuffer field = extra.slice().order(ByteOrder.LITTLE_ENDIAN).limit(length);
      extra.position(extra.position() + length);
      if (id == ZIP64) {
        expanded = wide(expanded, field);
        packed = wide(packed, field);
        offset = wide(offset, field);
      } else if (id == UNICODE_PATH) {
        unicode = unicodePath(name, field);
      }
    }
    if (packed == SATURATED || expanded == SATURATED || offset == SATURATED) {
      throw new ArchiveRefused(Reason.CORRUPT, "a size is declared as unknown");
    }
    if (packed < 0 || expanded < 0 || offset < 0) {
      throw new ArchiveRefused(Reason.CORRUPT, "a declared size is negative");
    }
    return new ZipRecord(
        name,
        (fixed.getShort(4) & 0xffff) >> 8,
        fixed.getShort(8) & 0xffff,
        fixed.getShort(10) & 0xffff,
        fixed.getInt(16),
        packed,
        expanded,
        offset,
        fixed.getInt(38),
        unicode);
  }

  private static long wide(long narrow, ByteBuffer field) {
    return narrow == SATURATED && field.remaining() >= 8 ? field.getLong() : narrow;
  }

  private static Optional<byte[]> unicodePath(byte[] name, ByteBuffer field) {
    if (field.remaining() < 5 || field.get() != 1) {
      return Optional.empty();
    }
    CRC32 crc = new CRC32();
    crc.update(name);
    if (field.getInt() != (int) crc.getValue()) {
      return Optional.empty();
    }
    byte[] utf8 = new byte[field.remaining()];
    field.get(utf8);
    return Optional.of(utf8);
  }

  boolean encrypted() {
    return (flags & 0x2041) != 0;
  }

  boolean sizesFollow() {
    return (flags & 8) != 0;
  }

  boolean utf8() {
    return (flags & 0x800) != 0;
  }

  /** Written by a program that follows DOS ways: FAT, NTFS or VFAT. */
  boolean fromWindows() {
    return host == 0 || host == 10 || host == 11 || host == 14;
  }

  /** The Unix mode, zero where the writer gave none. */
  int mode() {
    return attributes >>> 16;
  }
}
