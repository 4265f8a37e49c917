package org.mydocker.emulator.campus;

/**
 * Somebody with an account at the LMS. {@code enrolled} false: has left the course, so the roster
 * and the gradebook do not know them any more.
 */
public record Person(
    String sub,
    String username,
    String givenName,
    String familyName,
    String sourcedId,
    String locale,
    Standing standing,
    boolean enrolled) {

  public String name() {
    return givenName + " " + familyName;
  }

  public String email() {
    return username + "@example.invalid";
  }

  public boolean inRoster() {
    return enrolled && standing.enrolled();
  }

  public boolean gradable() {
    return enrolled && standing.gradable();
  }
}
