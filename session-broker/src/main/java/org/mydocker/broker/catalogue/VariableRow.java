package org.mydocker.broker.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/**
 * A variable of a version's sessions; {@code role} is empty where all have it. The content of a
 * secret one is sealed ({@link SecretVariables}).
 */
@Entity
@Table(name = "environment_variable")
class VariableRow {
  @Id UUID id;
  UUID version;
  String role;
  String name;
  String content;
  boolean secret;

  protected VariableRow() {}

  VariableRow(UUID version, String role, String name, String content, boolean secret) {
    this.id = UUID.randomUUID();
    this.version = version;
    this.role = role;
    this.name = name;
    this.content = content;
    this.secret = secret;
  }
}
