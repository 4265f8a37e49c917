package org.mydocker.walls.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tars header by header, so that links, devices and lies can be in them. */
final class RawTar {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RawTar file(String name, String content) {
    return entry(name, '0', "", 0644, content.getBytes(StandardCharsets.UTF_8));
  }

  RawTar entry(String name, char type, String link, int mode, byte[] content) {
    return entry(name, type, link, mode, String.format("%011o", content.length), content);
  }

  RawTar entry(String name, char type, String link, int mode, String size, byte[] content) {
    out.writeBytes(header(name, type, link, mode, size));
    out.writeBytes(content);
    out.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  RawTar pax(String key, String value) {
    int length = key.length() + value.getBytes(StandardCharsets.UTF_8).length + 3;
    int digits = String.valueOf(length).length();
    digits = String.valueOf(length + digits).length();
    String line = (length + digits) + " " + key + "=" + value + "\n";
    return entry("pax", 'x', "", 0644, line.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] header(String name, char type, String link, int mode, String size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, String.format("%07o", mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, size);
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar");
    put(header, 263, "00");
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o", sum));
    header[154] = 0;
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** Without the two zero records that end a tar. */
  byte[] unended() {
    return out.toByteArray();
  }

  byte[] bytes() {
    return Arrays.copyOf(out.toByteArray(), out.size() + 1024);
  }
}
