package org.mydocker.walls.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip written while it is sent (ACT-14): sizes follow each entry, ZIP64 where it must be, names
 * in UTF-8, times in UTC from 1980 to 2107, so the same content gives the same bytes. Memory holds
 * only the directory. Closing writes the end and closes the target; a zip that was not closed is
 * recognised as truncated.
 */
public final class ZipStream implements Closeable {
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(2107, 12, 31, 23, 59, 58);

  private final ZipOutputStream zip;

  public ZipStream(OutputStream target) {
    this.zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
  }

  /** Adds one file; reads {@code content} to its end and leaves it open. */
  public void file(SafePath path, Instant modified, InputStream content) throws IOException {
    begin(path.text(), modified);
    content.transferTo(zip);
    zip.closeEntry();
  }

  /** Adds an empty directory; directories of files need not be added. */
  public void directory(SafePath path, Instant modified) throws IOException {
    begin(path.text() + "/", modified);
    zip.closeEntry();
  }

  private void begin(String name, Instant modified) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    LocalDateTime time = LocalDateTime.ofInstant(modified, ZoneOffset.UTC);
    entry.setTimeLocal(time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time);
    zip.putNextEntry(entry);
  }

  /** Sends on what was written so far. */
  public void flush() throws IOException {
    zip.flush();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
