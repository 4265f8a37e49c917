package org.mydocker.walls.archive;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/** Turns what a decoder throws at a bad archive into a refusal. */
final class Broken {
  private Broken() {}

  interface Reading<T> {
    T read() throws IOException;
  }

  static <T> T asRefusal(String entry, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (Source.SourceFailed | ArchiveRefused e) {
      throw e;
    } catch (EOFException e) {
      throw new ArchiveRefused(Reason.TRUNCATED, entry, "ends too early", e);
    } catch (org.tukaani.xz.MemoryLimitException e) {
      throw new ArchiveRefused(Reason.MEMORY, entry, "needs too much memory", e);
    } catch (ZipException e) {
      throw new ArchiveRefused(Reason.CORRUPT, entry, "the data are damaged", e);
    } catch (IOException | RuntimeException e) {
      // A decoder that stumbles over hostile bytes may throw anything: all of it is their fault.
      boolean truncated = String.valueOf(e.getMessage()).startsWith("Truncated");
      throw new ArchiveRefused(
          truncated ? Reason.TRUNCATED : Reason.CORRUPT, entry, "cannot be read", e);
    }
  }
}
