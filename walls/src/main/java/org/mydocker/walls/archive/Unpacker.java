package org.mydocker.walls.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * Takes a stranger's archive apart without ever putting an entry on the disk (SAFE-14 to SAFE-17).
 *
 * <p>Bounded in entries, bytes, expansion, time and memory, all counted while reading; what an
 * archive says of itself is only held against it. An archive inside an archive is a file. A zip,
 * which can only be judged from its end, is first spooled to one bounded temporary file that does
 * not outlive the call. Safe for use by several threads.
 */
public final class Unpacker {
  private final Path spoolDirectory;
  private final LongSupplier nanoTime;

  /**
   * An unpacker that spools there.
   *
   * @param spoolDirectory an existing directory for temporary files
   */
  public Unpacker(Path spoolDirectory) {
    this(spoolDirectory, System::nanoTime);
  }

  Unpacker(Path spoolDirectory, LongSupplier nanoTime) {
    this.spoolDirectory = spoolDirectory;
    this.nanoTime = nanoTime;
  }

  /**
   * Hands every regular file of the archive to the sink, in the archive's order.
   *
   * @throws ArchiveRefused if it is not an archive of this format, or breaks a rule or a limit
   * @throws IOException if {@code archive}, the sink or the spool fails
   */
  public UnpackReport unpack(
      ArchiveFormat format, InputStream archive, UnpackLimits limits, Sink sink)
      throws IOException {
    Source source = new Source(archive, limits.archiveBytes());
    Unpacking unpacking = new Unpacking(limits, sink, source::count, nanoTime);
    BufferedInputStream in = new BufferedInputStream(source);
    try {
      in.mark(ArchiveFormat.HEAD);
      if (!format.matches(in.readNBytes(ArchiveFormat.HEAD))) {
        throw new ArchiveRefused(Reason.MAGIC, "the content is not " + format);
      }
      in.reset();
      if (format == ArchiveFormat.ZIP) {
        unpackZip(in, unpacking);
      } else {
        new TarReading(in, unpacking, source::count).read(format);
      }
    } catch (Source.SourceFailed e) {
      throw e.failure();
    }
    return unpacking.report();
  }

  private void unpackZip(InputStream in, Unpacking unpacking) throws IOException {
    Path spool = Files.createTempFile(spoolDirectory, "unpack", ".zip");
    try (FileChannel file =
        FileChannel.open(
            spool,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        unpacking.checkTime();
      }
      new ZipReading(new ZipBytes(file), unpacking).read();
    } finally {
      Files.deleteIfExists(spool);
    }
  }
}
