package org.mydocker.broker.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.mydocker.storage.sealing.SealingFile;

/**
 * Seals the content of secret variables for the database (broker.md ENV-01), each for its own
 * version, role and name: moved to another row it does not open.
 */
public final class SecretVariables {

  private final SealingFile file;

  public SecretVariables(SealingFile file) {
    this.file = file;
  }

  VariableRow row(UUID version, String role, Design.Variable variable) {
    String content =
        variable.secret()
            ? file.seal(
                variable.content().getBytes(StandardCharsets.UTF_8),
                purpose(version, role, variable.name()))
            : variable.content();
    return new VariableRow(version, role, variable.name(), content, variable.secret());
  }

  String content(VariableRow row) {
    return row.secret
        ? new String(
            file.open(row.content, purpose(row.version, row.role, row.name)),
            StandardCharsets.UTF_8)
        : row.content;
  }

  private static String purpose(UUID version, String role, String name) {
    return "variable/" + version + "/" + role + "/" + name;
  }
}
