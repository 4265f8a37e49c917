package org.mydocker.walls.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar written while it is sent: POSIX headers for long names and large sizes, UTF-8, owner 0, so
 * the same content gives the same bytes. Constant memory. Closing writes the end and closes the
 * target.
 */
public final class TarStream implements Closeable {
  private final TarArchiveOutputStream tar;

  public TarStream(OutputStream target) {
    this.tar = new TarArchiveOutputStream(target, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /**
   * Adds one file.
   *
   * @param size how many bytes {@code content} has, exactly
   * @throws IOException if the target fails, or the content has another size
   */
  public void file(
      SafePath path, boolean executable, Instant modified, long size, InputStream content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path.text());
    entry.setSize(size);
    entry.setMode(executable ? 0100755 : 0100644);
    put(entry, modified);
    content.transferTo(tar);
    tar.closeArchiveEntry();
  }

  /** Adds a directory. */
  public void directory(SafePath path, Instant modified) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(path.text() + "/");
    entry.setMode(0040755);
    put(entry, modified);
    tar.closeArchiveEntry();
  }

  private void put(TarArchiveEntry entry, Instant modified) throws IOException {
    entry.setModTime(Date.from(Instant.ofEpochSecond(modified.getEpochSecond())));
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
