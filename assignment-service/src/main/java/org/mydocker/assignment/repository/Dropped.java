package org.mydocker.assignment.repository;

/** A file that was seen and left out on purpose. */
public record Dropped(String path, Reason reason) {

  public enum Reason {
    /** Inside a {@code .git} directory, which is never taken for a submodule (UPD-32). */
    NESTED_GIT,
    /** Jupyter's own copies. */
    CHECKPOINT,
    /** By the assignment's ignored patterns. */
    IGNORED,
    /** A name that Git cannot hold or that would be dangerous to write elsewhere. */
    NAME_FORBIDDEN
  }
}
