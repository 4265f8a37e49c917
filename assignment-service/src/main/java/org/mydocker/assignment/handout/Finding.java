package org.mydocker.assignment.handout;

/** What the lint saw in one file of the material. */
public record Finding(Kind kind, String path) {

  public enum Kind {
    /** Left out; the teacher is told. */
    CHECKPOINT_DROPPED(false),
    NESTED_GIT_DROPPED(false),
    IGNORED_DROPPED(false),
    NAME_DROPPED(true),
    /** A solution or a hidden test that students would receive. */
    SOLUTION_MARKER(true),
    HIDDEN_TESTS(true),
    /** A private key or a token of a known shape, or a file that usually holds one. */
    SECRET(true),
    LARGE_FILE(false);

    private final boolean asks;

    Kind(boolean asks) {
      this.asks = asks;
    }

    /** Whether a teacher must say yes before the version is published. */
    public boolean asks() {
      return asks;
    }
  }
}
