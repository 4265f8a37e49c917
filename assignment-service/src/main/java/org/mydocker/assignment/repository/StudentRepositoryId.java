package org.mydocker.assignment.repository;

/** The repository of one student (or group) for one assignment. */
public record StudentRepositoryId(MaterialId material, String value) implements RepositoryId {

  public StudentRepositoryId {
    RepositoryId.checked(value);
  }

  @Override
  public String key() {
    return material.value() + "/" + value;
  }
}
