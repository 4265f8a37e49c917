package org.mydocker.kernel.access;

import java.util.Set;
import org.mydocker.kernel.access.Refused.Reason;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.access.Subject.When;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.Viewer;

/**
 * Who may do what and when: the table of site.md section 1, and nothing else decides (WHO-01). A
 * pure function of viewer, act and subject; where a thing has dates, whoever knows them says where
 * among them the moment is, and what follows from it is decided here.
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
      case SEE_OWN_WORK -> own(viewer, subject);
      case USE_OWN_REPOSITORY -> opened(viewer, subject, own(viewer, subject));
      case HAND_IN -> notClosed(subject, opened(viewer, subject, own(viewer, subject)));
      case LOOK_AS_STUDENT -> inOwnCourse(viewer, subject, Role.STUDENT);
      case READ_SUBMISSION, EXPORT_SUBMISSIONS -> othersWork(viewer, subject, true);
      case GRADE -> othersWork(viewer, subject, false);
      case RELEASE_GRADES, EDIT_ASSIGNMENT -> teachersOnly(viewer, subject);
      case CHOOSE_CONTENT -> choose(viewer, subject);
      case JOIN_SESSION -> join(viewer, subject);
      case HELP_IN_SESSION -> help(viewer, subject);
      case MANAGE_SESSION -> manage(viewer, subject);
      case CREATE_ENVIRONMENT -> create(viewer, subject);
      case SEE_PLATFORM -> platform(viewer, subject);
      case ADMINISTER -> viewer.administrator() ? Decision.YES : Decision.no(Reason.ROLE);
    };
  }

  /**
   * The role of a viewer who may ask to be taken for a student (ENV-09): the viewer's own where
   * that is not allowed.
   */
  public static Role role(Viewer viewer, boolean asStudent) {
    boolean allowed =
        viewer
            .course()
            .map(course -> Subject.ofCourse("course", course.toString(), course))
            .filter(course -> decide(viewer, Act.LOOK_AS_STUDENT, course).allowed())
            .isPresent();
    return asStudent && allowed ? Role.STUDENT : viewer.role();
  }

  /**
   * Whether a viewer administers the platform and is nothing else here, so that how the platform is
   * connected is all there is to show (lti.md ROL-03).
   */
  public static boolean onlySupports(Viewer viewer) {
    return viewer.role() == Role.NONE
        && viewer.siteRoles().equals(Set.of(SiteRole.PLATFORM_SUPPORT));
  }

  private static Decision shared(Viewer viewer, Subject subject) {
    if (anothers(viewer, subject)) {
      return Decision.no(Reason.NOT_OWNER);
    }
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
    if (anothers(viewer, subject)) {
      return Decision.no(Reason.NOT_OWNER);
    }
    boolean fromOutside = viewer.administrator() && !sameCourse(viewer, subject);
    return fromOutside ? Decision.AUDITED : inOwnCourse(viewer, subject, least);
  }

  private static Decision inOwnCourse(Viewer viewer, Subject subject, Role least) {
    if (!sameCourse(viewer, subject)) {
      return Decision.no(Reason.OTHER_COURSE);
    }
    return viewer.role().compareTo(least) >= 0 ? Decision.YES : Decision.no(Reason.ROLE);
  }

  private static Decision own(Viewer viewer, Subject subject) {
    if (!sameCourse(viewer, subject)) {
      return Decision.no(Reason.OTHER_COURSE);
    }
    if (!mine(viewer, subject)) {
      return Decision.no(Reason.NOT_OWNER);
    }
    return viewer.role() == Role.NONE ? Decision.no(Reason.ROLE) : Decision.YES;
  }

  /** Students see no files before the thing opens; staff prepare it. */
  private static Decision opened(Viewer viewer, Subject subject, Decision otherwise) {
    boolean early = subject.when() == When.BEFORE && !viewer.role().staff();
    return otherwise.allowed() && early ? Decision.no(Reason.NOT_OPEN_YET) : otherwise;
  }

  /** After the end nothing is taken, whoever brings it. */
  private static Decision notClosed(Subject subject, Decision otherwise) {
    boolean late = subject.when() == When.AFTER;
    return otherwise.allowed() && late ? Decision.no(Reason.CLOSED) : otherwise;
  }

  private static Decision othersWork(Viewer viewer, Subject subject, boolean administratorAudited) {
    if (sameCourse(viewer, subject)) {
      return inCourseWork(viewer, subject);
    }
    return administratorAudited && viewer.administrator()
        ? Decision.AUDITED
        : Decision.no(Reason.OTHER_COURSE);
  }

  /** A grader is given the work of the groups that were delegated, which is a reach of its own. */
  private static Decision inCourseWork(Viewer viewer, Subject subject) {
    return switch (viewer.role()) {
      case TEACHER -> Decision.YES;
      case GRADER ->
          subject.open() == Reach.OWNER ? Decision.no(Reason.NOT_DELEGATED) : Decision.YES;
      default -> Decision.no(Reason.ROLE);
    };
  }

  private static Decision teachersOnly(Viewer viewer, Subject subject) {
    return inOwnCourse(viewer, subject, Role.TEACHER);
  }

  private static Decision choose(Viewer viewer, Subject subject) {
    return viewer.author() && sameCourse(viewer, subject)
        ? Decision.YES
        : teachersOnly(viewer, subject);
  }

  private static Decision join(Viewer viewer, Subject subject) {
    if (mine(viewer, subject)) {
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

  /** Staff come into what is open to their course, and say why: a student's session. */
  private static Decision help(Viewer viewer, Subject subject) {
    if (mine(viewer, subject)) {
      return Decision.YES;
    }
    boolean called =
        subject.open() == Reach.COURSE && sameCourse(viewer, subject) && viewer.role().staff();
    return called || viewer.administrator() ? Decision.AUDITED : Decision.no(Reason.NOT_INVITED);
  }

  private static Decision manage(Viewer viewer, Subject subject) {
    if (mine(viewer, subject)) {
      return Decision.YES;
    }
    return viewer.administrator() ? Decision.AUDITED : Decision.no(Reason.NOT_OWNER);
  }

  private static Decision create(Viewer viewer, Subject subject) {
    if (anothers(viewer, subject)) {
      return Decision.no(Reason.NOT_OWNER);
    }
    if (viewer.administrator() || viewer.author()) {
      return Decision.YES;
    }
    return teachersOnly(viewer, subject);
  }

  private static Decision platform(Viewer viewer, Subject subject) {
    if (viewer.administrator()) {
      return Decision.YES;
    }
    if (!viewer.platformSupport()) {
      return Decision.no(Reason.ROLE);
    }
    boolean own = subject.tenant().filter(viewer.tenant()::equals).isPresent();
    return own ? Decision.YES : Decision.no(Reason.OTHER_TENANT);
  }

  private static boolean mine(Viewer viewer, Subject subject) {
    return subject.owner().filter(viewer.person()::equals).isPresent();
  }

  private static boolean anothers(Viewer viewer, Subject subject) {
    return subject.owner().isPresent() && !mine(viewer, subject);
  }

  private static boolean sameCourse(Viewer viewer, Subject subject) {
    return subject.course().filter(viewer::in).isPresent();
  }
}
