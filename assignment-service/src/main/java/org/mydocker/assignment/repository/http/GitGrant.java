package org.mydocker.assignment.repository.http;

import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.StudentRepositoryId;

/**
 * What one request may do in one repository. The branch and the submissions are shown; feedback
 * only when it is released; nothing else ever is.
 */
public record GitGrant(
    StudentRepositoryId repository, BranchName branch, boolean push, boolean feedback) {

  boolean shows(String ref) {
    return ref.equals("HEAD")
        || ref.equals(branch.ref())
        || ref.startsWith(Refs.SUBMISSIONS)
        || (feedback && ref.startsWith(Refs.FEEDBACK));
  }
}
