package org.mydocker.web.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.mydocker.web.backup.Restore;

/**
 * Looks for what an operator wrote and nobody would read (CLI-04). In the file it stops the start,
 * for the file is ours alone; a variable of the environment only gives a warning.
 */
final class Checking {

  private final Catalogue catalogue;

  Checking(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void file(SettingsFile file) {
    for (String key : file.getPropertyNames().stream().sorted().toList()) {
      if (key.equals("mydocker.data")) {
        throw new SettingsRefused(
            file.file() + ": mydocker.data cannot be set in a file that lies there; use --data");
      }
      if (!catalogue.knows(key)) {
        throw new SettingsRefused(
            file.file()
                + ": there is no setting '"
                + key
                + "'; the nearest is '"
                + catalogue.nearest(key)
                + "'");
      }
    }
  }

  void dataDirectory(Path data) {
    if (Files.exists(data.resolve(Restore.UNFINISHED))) {
      throw new SettingsRefused(
          "a restore into "
              + data
              + " did not end well; empty the directory and the database, and restore again");
    }
  }

  /** A sentence for each name with our prefix that sets nothing. */
  List<String> variables(Collection<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("MYDOCKER_") && !catalogue.knowsVariable(name))
        .sorted()
        .map(
            name ->
                "the environment variable "
                    + name
                    + " sets nothing; the nearest is "
                    + catalogue.nearestVariable(name))
        .toList();
  }

  /** The same for {@code -D} and what else comes as a system property. */
  List<String> systemProperties(Collection<String> names) {
    return names.stream()
        .filter(name -> name.startsWith("mydocker.") && !catalogue.knows(name))
        .sorted()
        .map(
            name ->
                "the system property "
                    + name
                    + " sets nothing; the nearest is "
                    + catalogue.nearest(name))
        .toList();
  }
}
