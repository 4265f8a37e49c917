package org.mydocker.assignment.repository.http;

import jakarta.servlet.http.HttpServletRequest;

/** Decides from a request's credentials which repository it is about; called first of all. */
@FunctionalInterface
public interface GitAccess {

  /**
   * @throws GitRefused if the request gets nothing
   */
  GitGrant grant(HttpServletRequest request);
}
