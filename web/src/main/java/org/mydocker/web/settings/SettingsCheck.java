package org.mydocker.web.settings;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Checks the settings before anything of the application begins: its exception stops the
 * deployment, and {@code ./mydocker up} shows its one line.
 */
public class SettingsCheck implements Extension {

  private static final Logger LOG = System.getLogger(SettingsCheck.class.getName());

  void check(@Observes BeforeBeanDiscovery beginning) {
    Checking checking = new Checking(Catalogue.read());
    SettingsFile file = new SettingsFile();
    checking.file(file);
    checking.dataDirectory(SettingsFile.dataDirectory());
    checking.variables(System.getenv().keySet()).forEach(line -> LOG.log(Level.WARNING, line));
    checking
        .systemProperties(System.getProperties().stringPropertyNames())
        .forEach(line -> LOG.log(Level.WARNING, line));
  }
}
