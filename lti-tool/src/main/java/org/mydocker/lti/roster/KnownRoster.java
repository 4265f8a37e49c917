package org.mydocker.lti.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;
import org.mydocker.lti.people.Memberships;

/** The kernel's door to who is in a course. */
@Singleton
public class KnownRoster implements Roster {

  private final Memberships memberships;
  private final RosterRefreshing refreshing;

  @Inject
  public KnownRoster(Memberships memberships, RosterRefreshing refreshing) {
    this.memberships = memberships;
    this.refreshing = refreshing;
  }

  @Override
  public List<Member> members(CourseId course) {
    refreshing.refresh(course);
    return memberships.members(course);
  }

  /** {@link Role#STUDENT} and {@link Role#NONE} take a delegation back. */
  @Override
  public void delegate(CourseId course, PersonId person, Role role) {
    Optional<Role> delegated = Optional.of(role).filter(Role::staff);
    if (!memberships.delegate(course, person, delegated)) {
      throw new Refused(Refused.Reason.OTHER_COURSE);
    }
  }

  @Override
  public Role now(CourseId course, PersonId person, Role launched) {
    return memberships.now(course, person, launched);
  }
}
