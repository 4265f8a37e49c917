package org.mydocker.broker.catalogue;

import java.util.Optional;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Decision;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Viewer;

/**
 * Puts the question "may this viewer start that environment" to the kernel's one table (site.md
 * WHO-01): only the act and the reach follow from the visibility.
 */
public final class Rights {

  private Rights() {}

  public static boolean mayStart(Viewer viewer, Environment environment) {
    return decide(viewer, environment).allowed();
  }

  /** Throws {@link org.mydocker.kernel.access.Refused} unless allowed. */
  public static Decision requireStart(Viewer viewer, Environment environment) {
    return requireStart(viewer, environment, viewer.person());
  }

  /** The same for a session that is to be that person's. */
  public static Decision requireStart(Viewer viewer, Environment environment, PersonId owner) {
    return Access.require(viewer, act(environment), subject(environment, Optional.of(owner)));
  }

  /** Whether the viewer may change it, and see its join link. */
  public static boolean mayChange(Viewer viewer, Environment environment) {
    return Access.decide(viewer, Act.CREATE_ENVIRONMENT, subject(environment, Optional.empty()))
        .allowed();
  }

  private static Decision decide(Viewer viewer, Environment environment) {
    return Access.decide(viewer, act(environment), subject(environment, Optional.empty()));
  }

  private static Act act(Environment environment) {
    return switch (environment.visibility()) {
      case PUBLIC, INSTITUTION -> Act.START_SHARED_ENVIRONMENT;
      case COURSE -> Act.START_COURSE_ENVIRONMENT;
      case DRAFT -> Act.CREATE_ENVIRONMENT;
    };
  }

  private static Subject subject(Environment environment, Optional<PersonId> owner) {
    Reach reach =
        switch (environment.visibility()) {
          case PUBLIC -> Reach.EVERYONE;
          case INSTITUTION -> Reach.TENANT;
          case COURSE -> Reach.COURSE;
          case DRAFT -> Reach.OWNER;
        };
    return new Subject(
        "environment",
        environment.id().toString(),
        environment.tenant(),
        environment.course(),
        owner,
        reach);
  }
}
