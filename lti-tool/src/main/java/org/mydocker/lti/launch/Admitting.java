package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.launch.Entering.Entered;
import org.mydocker.lti.people.Memberships;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.roster.RosterRefreshing;

/**
 * Admits the person of a verified message: enters, settles what an instructor is where only the
 * roster tells (ROL-14), opens. A roster that takes its time keeps nobody waiting for long: of whom
 * no earlier one told is a grader until it is here.
 */
@Singleton
class Admitting {

  private static final Duration BRIEFLY = Duration.ofSeconds(3);

  /**
   * Where it may make the difference; longer than the first call of a server just started takes.
   */
  private static final Duration LONGER = Duration.ofSeconds(20);

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
    if (undecided) {
      settle(message, registration, entered, request, response);
    } else {
      opening.open(message, registration, entered, entered.arrived().role(), request, response);
    }
  }

  private void settle(
      LtiMessage message,
      Registration registration,
      Entered entered,
      HttpServletRequest request,
      HttpServletResponse response) {
    PersonId person = entered.arrived().person();
    CourseId course = entered.arrived().course().orElseThrow();
    Role launched = entered.roles().role();
    boolean told =
        refreshing.refreshInTime(
            registration.id(), course, person, launched, patience(course, person));
    Role role = memberships.settled(course, person, launched);
    opening.open(
        message,
        registration,
        new Entered(entered.deployment(), entered.roles(), entered.arrived().as(role)),
        told ? role : memberships.untold(course, person, role),
        request,
        response);
  }

  private Duration patience(CourseId course, PersonId person) {
    boolean known = memberships.untold(course, person, Role.TEACHER) == Role.TEACHER;
    return known ? BRIEFLY : LONGER;
  }
}
