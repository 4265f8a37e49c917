package org.mydocker.storage;

/**
 * The database was written by a newer myDocker than this one. Start that version again, or restore
 * an older backup.
 */
public final class NewerSchema extends IllegalStateException {

  NewerSchema(String schema, String version) {
    super(
        "The schema "
            + schema
            + " is at version "
            + version
            + ", which this myDocker does not know. Start the newer myDocker, or restore a backup"
            + " that this version made.");
  }
}
