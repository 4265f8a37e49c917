package org.mydocker.assignment.pages;

import jakarta.ws.rs.core.Response;

/** Answers that a browser saves and never shows (SAFE-11). */
final class Downloads {

  private Downloads() {}

  /**
   * @param name of letters, digits, dots and hyphens
   */
  static Response of(String name, String type, Object entity) {
    return Response.ok(entity, type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .build();
  }
}
