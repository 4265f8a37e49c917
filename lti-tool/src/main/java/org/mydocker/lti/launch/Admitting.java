package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.launch.Entering.Entered;
import org.mydocker.lti.people.Arrived;
import org.mydocker.lti.people.Memberships;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.roster.RosterRefreshing;

/**
 * Admits the person of a verified message: enters, settles what an instructor is where only the
 * roster tells (ROL-14), opens. A roster that takes its time keeps nobody waiting for long: who was
 * not in an earlier one is a grader for this visit.
 */
@Singleton
class Admitting {

  private final Entering entering;
  private final RosterRefreshing refreshing;
  private final Memberships memberships;
  private final Opening opening;

  @Inject
  Admitting(
      Entering entering, RosterRefreshing refreshing, Memberships memberships, Opening opening) {
    this.entering = entering;
    this.refreshing = refreshing;
    this.memberships = memberships;
    this.opening = opening;
  }

  void admit(
      LtiMessage message,
      Registration registration,
      HttpServletRequest request,
      HttpServletResponse response) {
    Entered entered = entering.enter(message, registration);
    boolean undecided =
        entered.arrived().role() == Role.TEACHER
            && entered.arrived().course().isPresent()
            && message.deepLinking().isEmpty()
            && registration.profile().rosterTellsEditors();
    opening.open(message, registration, undecided ? settled(entered) : entered, request, response);
  }

  private Entered settled(Entered entered) {
    Arrived arrived = entered.arrived();
    CourseId course = arrived.course().orElseThrow();
    boolean told = refreshing.refreshInTime(course);
    return new Entered(
        entered.deployment(),
        entered.roles(),
        arrived.as(memberships.settled(course, arrived.person(), entered.roles().role(), told)));
  }
}
