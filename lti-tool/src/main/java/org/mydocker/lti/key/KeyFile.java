package org.mydocker.lti.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * The one secret that is not in the database: {@code keys/lti.key} in the data directory, readable
 * by the service alone, made at the first start. Whoever has the database and not this file has no
 * key of ours (KEY-04). Instances that share the data directory share it.
 */
@Singleton
public final class KeyFile {

  private final Sealing sealing;

  @Inject
  KeyFile(SiteSettings settings) {
    this(settings.dataDirectory().resolve("keys").resolve("lti.key"));
  }

  public KeyFile(Path file) {
    this.sealing = new Sealing(readOrMake(file));
  }

  String seal(byte[] plain, String purpose) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sealing.seal(plain, ascii(purpose)));
  }

  byte[] open(String sealed, String purpose) {
    return sealing
        .open(Base64.getUrlDecoder().decode(sealed), ascii(purpose))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "A key in the database does not open with keys/lti.key of the data directory."
                        + " Restore the file that belongs to this database."));
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
    Path aside = Files.createTempFile(folder, "lti", ".new", ownerOnly);
    try {
      Files.writeString(aside, Base64.getEncoder().encodeToString(Sealing.randomKey()));
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException e) {
      System.getLogger(KeyFile.class.getName())
          .log(System.Logger.Level.INFO, "another instance made the key file first");
    } finally {
      Files.delete(aside);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
