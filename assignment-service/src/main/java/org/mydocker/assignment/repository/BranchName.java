package org.mydocker.assignment.repository;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** The one branch of a student repository, without {@code refs/heads/}. */
public record BranchName(String value) {

  public static final BranchName MAIN = new BranchName("main");

  public BranchName {
    if (value.length() > 100 || !Repository.isValidRefName(Constants.R_HEADS + value)) {
      throw new IllegalArgumentException("not a branch name");
    }
  }

  public String ref() {
    return Constants.R_HEADS + value;
  }
}
