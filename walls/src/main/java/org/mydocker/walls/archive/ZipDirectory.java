package org.mydocker.walls.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * The central directory of a zip, found from its end (APPNOTE 4.3.14 to 4.3.16). It must end the
 * file, and must begin where the last entry ends.
 */
record ZipDirectory(long start, List<ZipRecord> records) {
  private static final int END = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END64 = 56;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final long MAX_SIZE = 32 << 20;
  private static final int MAX_COMMENT = 0xffff;

  private record Extent(long start, long size, long count) {}

  static ZipDirectory read(ZipBytes zip, int limit) throws IOException {
    long end = findEnd(zip);
    Extent extent = extent(zip, end);
    if (extent.count() > limit) {
      throw new ArchiveRefused(Reason.ENTRIES, "more than " + limit);
    }
    if (extent.size() > MAX_SIZE) {
      throw new ArchiveRefused(Reason.MEMORY, "the directory is larger than " + MAX_SIZE);
    }
    return new ZipDirectory(extent.start(), records(zip, extent));
  }

  private static long findEnd(ZipBytes zip) throws IOException {
    int length = (int) Math.min(zip.size(), END + MAX_COMMENT);
    long from = zip.size() - length;
    ByteBuffer tail = zip.at(from, length);
    for (int i = length - END; i >= 0; i--) {
      if (tail.getInt(i) == END_SIGNATURE && i + END + (tail.getShort(i + 20) & 0xffff) == length) {
        return from + i;
      }
    }
    throw new ArchiveRefused(Reason.TRUNCATED, "the end of the archive is missing");
  }

  private static Extent extent(ZipBytes zip, long end) throws IOException {
    ByteBuffer record = zip.at(end, END);
    Extent extent =
        new Extent(
            record.getInt(16) & 0xffffffffL,
            record.getInt(12) & 0xffffffffL,
            record.getShort(10) & 0xffff);
    boolean wide =
        extent.start() == 0xffffffffL || extent.size() == 0xffffffffL || extent.count() == 0xffff;
    if (record.getShort(4) != record.getShort(6) || record.getShort(8) != record.getShort(10)) {
      throw new ArchiveRefused(Reason.CORRUPT, "is a part of a split archive");
    }
    long directoryEnd = end;
    if (wide || extent.start() + extent.size() != end) {
      long wideEnd = wideEnd(zip, end, wide);
      if (wideEnd >= 0) {
        ByteBuffer record64 = zip.at(wideEnd, END64);
        extent = new Extent(record64.getLong(48), record64.getLong(40), record64.getLong(32));
        directoryEnd = wideEnd;
      }
    }
    if (extent.start() < 0
        || extent.size() < 0
        || extent.count() < 0
        || extent.start() != directoryEnd - extent.size()) {
      throw new ArchiveRefused(Reason.JUNK, "there are bytes that belong to no entry");
    }
    return extent;
  }

  /** Where the ZIP64 end record is; -1 if there is none and none is needed. */
  private static long wideEnd(ZipBytes zip, long end, boolean needed) throws IOException {
    if (end >= LOCATOR + END64) {
      ByteBuffer locator = zip.at(end - LOCATOR, LOCATOR);
      if (locator.getInt(0) == LOCATOR_SIGNATURE) {
        long at = locator.getLong(8);
        ByteBuffer record = zip.at(at, END64);
        if (record.getInt(0) == END64_SIGNATURE && at + 12 + record.getLong(4) == end - LOCATOR) {
          return at;
        }
        throw new ArchiveRefused(Reason.CORRUPT, "the ZIP64 end record is not where it should be");
      }
    }
    if (needed && zip.at(end, END).getShort(10) != (short) 0xffff) {
      throw new ArchiveRefused(Reason.CORRUPT, "the ZIP64 end record is missing");
    }
    return -1;
  }

  private static List<ZipRecord> records(ZipBytes zip, Extent extent) throws IOException {
    List<ZipRecord> records = new ArrayList<>();
    long at = extent.start();
    long end = extent.start() + extent.size();
    for (long i = 0; i < extent.count(); i++) {
      ByteBuffer fixed = zip.at(at, ZipRecord.FIXED);
      if (fixed.getInt(0) != ZipRecord.SIGNATURE) {
        throw new ArchiveRefused(Reason.CORRUPT, "the directory is damaged");
      }
      int variable =
          (fixed.getShort(28) & 0xffff)
              + (fixed.getShort(30) & 0xffff)
              + (fixed.getShort(32) & 0xffff);
      records.add(ZipRecord.of(fixed, zip.at(at + ZipRecord.FIXED, variable)));
      at += ZipRecord.FIXED + variable;
    }
    if (at != end) {
      throw new ArchiveRefused(Reason.MISMATCH, "the directory has another length than it says");
    }
    return records;
  }
}
