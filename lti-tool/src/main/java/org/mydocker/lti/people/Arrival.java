package org.mydocker.lti.people;

import java.util.Optional;
import java.util.Set;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.role.CourseRoles;

/**
 * Who a verified message brings, as the platform names things: people of the registration, all else
 * of the deployment.
 *
 * @param roles what the message's roles make of them
 * @param editor only who may edit the course could have sent this message (ROL-14)
 */
public record Arrival(
    Registration registration,
    Deployment deployment,
    String sub,
    Names names,
    Optional<Context> context,
    Optional<Link> link,
    CourseRoles roles,
    boolean editor) {

  /** What the platform tells of a name; any of it may be missing (MSG-09). */
  public record Names(
      Optional<String> name,
      Optional<String> given,
      Optional<String> family,
      Optional<String> email) {

    public static final Names NONE =
        new Names(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Optional<String> display() {
      return name.or(
          () ->
              given.isPresent() && family.isPresent()
                  ? Optional.of(given.get() + " " + family.get())
                  : given.or(() -> family));
    }
  }

  /**
   * The course, with the addresses of its services that may be called.
   *
   * @param memberships of the roster; empty keeps the one known
   * @param lineItems of the grade columns; empty keeps the one known
   */
  public record Context(
      String id,
      Optional<String> label,
      Optional<String> title,
      Optional<String> memberships,
      Optional<String> lineItems) {}

  /** The activity, and the grade column coupled to it (AGS-02). */
  public record Link(
      String id, Optional<String> title, Optional<String> lineItem, Set<String> scopes) {}
}
