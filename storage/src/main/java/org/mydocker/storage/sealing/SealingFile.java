package org.mydocker.storage.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/**
 * A sealing key that is not in the database but in a file, readable by the service alone and made
 * at the first start. Instances that share the data directory share it.
 */
public final class SealingFile {

  private final Path file;
  private final Sealing sealing;

  public SealingFile(Path file) {
    this.file = file;
    this.sealing = new Sealing(readOrMake(file));
  }

  /**
   * @param purpose in ASCII, what it is sealed for; it opens for the same purpose only
   * @return base64url
   */
  public String seal(byte[] plain, String purpose) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sealing.seal(plain, ascii(purpose)));
  }

  /** What was sealed with this file for that purpose; anything else is a broken installation. */
  public byte[] open(String sealed, String purpose) {
    return sealing
        .open(Base64.getUrlDecoder().decode(sealed), ascii(purpose))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Something sealed in the database does not open with keys/"
                        + file.getFileName()
                        + " of the data directory. Restore the file that belongs to this"
                        + " database."));
  }

  private static byte[] readOrMake(Path file) {
    try {
      if (Files.notExists(file)) {
        make(file);
      }
      return Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Written aside and linked into place, so that no other instance reads half a key. */
  private static void make(Path file) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path aside = Files.createTempFile(folder, "key", ".new", ownerOnly);
    try {
      Files.writeString(aside, Base64.getEncoder().encodeToString(Sealing.randomKey()));
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException e) {
      System.getLogger(SealingFile.class.getName())
          .log(System.Logger.Level.INFO, "another instance made the key file first");
    } finally {
      Files.delete(aside);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
