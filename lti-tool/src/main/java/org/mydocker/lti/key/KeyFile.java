package org.mydocker.lti.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.storage.sealing.SealingFile;

/**
 * The tool's one secret that is not in the database: {@code keys/lti.key} in the data directory.
 * Whoever has the database and not this file has no key of ours (KEY-04).
 */
@Singleton
public final class KeyFile {

  private final SealingFile file;

  @Inject
  KeyFile(SiteSettings settings) {
    this(settings.dataDirectory().resolve("keys").resolve("lti.key"));
  }

  public KeyFile(Path file) {
    this.file = new SealingFile(file);
  }

  String seal(byte[] plain, String purpose) {
    return file.seal(plain, purpose);
  }

  byte[] open(String sealed, String purpose) {
    return file.open(sealed, purpose);
  }
}
