package org.mydocker.kernel.access;

import org.mydocker.kernel.access.Refused.Reason;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;

/**
 * Who may do what: the table of site.md section 1, and nothing else decides (WHO-01). A pure
 * function of viewer, act and subject; dates are the subject's own affair and are checked where the
 * subject is known.
 */
public final class Access {

  private Access() {}

  /** Throws {@link Refused} unless allowed; returns the decision so that the caller can audit. */
  public static Decision require(Viewer viewer, Act act, Subject subject) {
    Decision decision = decide(viewer, act, subject);
    decision
        .refused()
        .ifPresent(
            reason -> {
              throw new Refused(reason);
            });
    return decision;
  }

  public static Decision decide(Viewer viewer, Act act, Subject subject) {
    return switch (act) {
      case SEE_HELP -> Decision.YES;
      case START_SHARED_ENVIRONMENT -> shared(viewer, subject);
      case START_COURSE_ENVIRONMENT -> inCourse(viewer, subject, Role.STUDENT);
      case USE_OWN_REPOSITORY -> own(viewer, subject);
      case READ_SUBMISSION, EXPORT_SUBMISSIONS -> othersWork(viewer, subject, true);
      case GRADE -> othersWork(viewer, subject, false);
      case RELEASE_GRADES, EDIT_ASSIGNMENT -> teachersOnly(viewer, subject);
      case JOIN_SESSION -> join(viewer, subject);
      case CREATE_ENVIRONMENT -> create(viewer, subject);
      case ADMINISTER -> viewer.administrator() ? Decision.YES : Decision.no(Reason.ROLE);
    };
  }

  private static Decision shared(Viewer viewer, Subject subject) {
    boolean anyRole = viewer.role() != Role.NONE || viewer.author() || viewer.administrator();
    if (!anyRole) {
      return Decision.no(Reason.ROLE);
    }
    if (subject.open() == Reach.EVERYONE) {
      return Decision.YES;
    }
    return subject.open() == Reach.TENANT
            && subject.tenant().filter(viewer.tenant()::equals).isPresent()
        ? Decision.YES
        : Decision.no(Reason.OTHER_TENANT);
  }

  private static Decision inCourse(Viewer viewer, Subject subject, Role least) {
    if (sameCourse(viewer, subject)) {
      return viewer.role().compareTo(least) >= 0 ? Decision.YES : Decision.no(Reason.ROLE);
    }
    return viewer.administrator() ? Decision.AUDITED : Decision.no(Reason.OTHER_COURSE);
  }

  private static Decision own(Viewer viewer, Subject subject) {
    if (!sameCourse(viewer, subject)) {
      return Decision.no(Reason.OTHER_COURSE);
    }
    if (subject.owner().filter(viewer.person()::equals).isEmpty()) {
      return Decision.no(Reason.NOT_OWNER);
    }
    return viewer.role() == Role.NONE ? Decision.no(Reason.ROLE) : Decision.YES;
  }

  private static Decision othersWork(Viewer viewer, Subject subject, boolean administratorAudited) {
    if (sameCourse(viewer, subject)) {
      return viewer.role().staff() ? Decision.YES : Decision.no(Reason.ROLE);
    }
    return administratorAudited && viewer.administrator()
        ? Decision.AUDITED
        : Decision.no(Reason.OTHER_COURSE);
  }

  private static Decision teachersOnly(Viewer viewer, Subject subject) {
    if (!sameCourse(viewer, subject)) {
      return Decision.no(Reason.OTHER_COURSE);
    }
    return viewer.role() == Role.TEACHER ? Decision.YES : Decision.no(Reason.ROLE);
  }

  private static Decision join(Viewer viewer, Subject subject) {
    if (subject.owner().filter(viewer.person()::equals).isPresent()) {
      return Decision.YES;
    }
    if (viewer.administrator()) {
      return Decision.AUDITED;
    }
    boolean invited = subject.open() == Reach.INVITED && viewer.role() != Role.NONE;
    if (sameCourse(viewer, subject) && invited) {
      return Decision.AUDITED;
    }
    return Decision.no(Reason.NOT_INVITED);
  }

  private static Decision create(Viewer viewer, Subject subject) {
    if (viewer.administrator() || viewer.author()) {
      return Decision.YES;
    }
    return teachersOnly(viewer, subject);
  }

  private static boolean sameCourse(Viewer viewer, Subject subject) {
    return subject.course().filter(viewer::in).isPresent();
  }
}
