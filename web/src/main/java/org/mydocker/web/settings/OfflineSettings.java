package org.mydocker.web.settings;

import java.nio.file.Path;

/**
 * The same settings without the server, for commands that run beside no application: {@code -D},
 * then the environment, then the file, then the catalogue's default.
 */
public final class OfflineSettings {

  private final Catalogue catalogue = Catalogue.read();
  private final SettingsFile file = new SettingsFile();

  public OfflineSettings() {
    new Checking(catalogue).file(file);
  }

  public Path dataDirectory() {
    return SettingsFile.dataDirectory();
  }

  public String value(String key) {
    String given = System.getProperty(key);
    if (given == null) {
      given = System.getenv(Catalogue.variable(key));
    }
    if (given == null) {
      given = file.getValue(key);
    }
    return given == null ? catalogue.otherwise(key).orElseThrow() : given;
  }
}
