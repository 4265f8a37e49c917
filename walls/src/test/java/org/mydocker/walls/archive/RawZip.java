package org.mydocker.walls.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, right or wrong in every field, as no library would. */
final class RawZip {
  static final class Entry {
    byte[] name;
    byte[] localName;
    byte[] data;
    byte[] extra = {};
    byte[] gapAfter = {};
    int host = 3;
    int flags = 0x800;
    int method;
    int crc;
    long packed;
    long expanded;
    long localExpanded;
    int mode = 0100644;
    int offset = -1;
    boolean placed = true;
  }

  private final List<Entry> entries = new ArrayList<>();
  private byte[] before = {};

  RawZip entry(String name, byte[] content, Consumer<Entry> wrong) {
    return entry(name.getBytes(StandardCharsets.UTF_8), content, wrong);
  }

  RawZip entry(String name, String content) {
    return entry(name, content.getBytes(StandardCharsets.UTF_8), e -> {});
  }

  RawZip entry(byte[] name, byte[] content, Consumer<Entry> wrong) {
    Entry entry = new Entry();
    entry.name = name;
    entry.localName = name;
    entry.data = content;
    entry.packed = content.length;
    entry.expanded = content.length;
    entry.localExpanded = content.length;
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.crc = (int) crc.getValue();
    wrong.accept(entry);
    entries.add(entry);
    return this;
  }

  RawZip junkBefore(byte[] junk) {
    before = junk;
    return this;
  }

  static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static Consumer<Entry> deflated() {
    return e -> {
      e.data = deflate(e.data);
      e.packed = e.data.length;
      e.method = 8;
    };
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(before);
    for (Entry e : entries) {
      if (e.offset < 0) {
        e.offset = out.size();
      }
      if (e.placed) {
        out.writeBytes(local(e));
        out.writeBytes(e.data);
        out.writeBytes(e.gapAfter);
      }
    }
    int start = out.size();
    entries.forEach(e -> out.writeBytes(central(e)));
    int size = out.size() - start;
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) entries.size())
            .putShort((short) entries.size())
            .putInt(size)
            .putInt(start)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  private static byte[] local(Entry e) {
    boolean follows = (e.flags & 8) != 0;
    return little(30 + e.localName.length)
        .putInt(0x04034b50)
        .putShort((short) 20)
        .putShort((short) e.flags)
        .putShort((short) e.method)
        .putInt(0)
        .putInt(follows ? 0 : e.crc)
        .putInt(follows ? 0 : (int) e.packed)
        .putInt(follows ? 0 : (int) e.localExpanded)
        .putShort((short) e.localName.length)
        .putShort((short) 0)
        .put(e.localName)
        .array();
  }

  private static byte[] central(Entry e) {
    return little(46 + e.name.length + e.extra.length)
        .putInt(0x02014b50)
        .putShort((short) (e.host << 8 | 20))
        .putShort((short) 20)
        .putShort((short) e.flags)
        .putShort((short) e.method)
        .putInt(0)
        .putInt(e.crc)
        .putInt((int) e.packed)
        .putInt((int) e.expanded)
        .putShort((short) e.name.length)
        .putShort((short) e.extra.length)
        .putShort((short) 0)
        .putInt(0)
        .putInt(e.mode << 16)
        .putInt(e.offset)
        .put(e.name)
        .put(e.extra)
        .array();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
