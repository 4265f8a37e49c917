package org.mydocker.assignment.repository;

/** The repository of one assignment's material, whose handout versions its students share. */
public record MaterialId(String value) implements RepositoryId {

  public MaterialId {
    RepositoryId.checked(value);
  }

  @Override
  public String key() {
    return value;
  }
}
