package org.mydocker.web.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.mydocker.storage.Databases;
import org.mydocker.storage.NewerSchema;
import org.mydocker.web.settings.OfflineSettings;
import org.mydocker.web.settings.SettingsRefused;

/**
 * {@code ./mydocker restore DIR} outside of the server: the settings of the application, one
 * argument, one line for what happened.
 */
public final class RestoreCommand {

  private RestoreCommand() {}

  public static void main(String[] arguments) {
    try {
      OfflineSettings settings = new OfflineSettings();
      Restore restore =
          new Restore(
              Databases.at(
                  settings.value("mydocker.db.url"),
                  settings.value("mydocker.db.user"),
                  settings.value("mydocker.db.password")),
              settings.dataDirectory());
      long rows = restore.read(Path.of(arguments[0]).toAbsolutePath().normalize());
      System.out.println("Restored " + rows + " rows and the repositories.");
    } catch (RestoreRefused | SettingsRefused | NewerSchema refused) {
      end(refused.getMessage());
    } catch (IOException | SQLException failure) {
      end("The restore failed: " + failure.getMessage());
    }
  }

  private static void end(String sentence) {
    System.err.println("mydocker: " + sentence);
    System.exit(1);
  }
}
