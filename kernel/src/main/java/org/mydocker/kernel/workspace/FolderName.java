package org.mydocker.kernel.workspace;

/**
 * The folder of a working copy in a home: one plain component, named once and never again
 * (assignments.md ACT-04).
 */
public record FolderName(String value) {

  public FolderName {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
      throw new IllegalArgumentException("not a folder name: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
