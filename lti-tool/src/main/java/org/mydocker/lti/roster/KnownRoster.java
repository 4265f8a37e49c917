package org.mydocker.lti.roster;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.RoleChanged;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;
import org.mydocker.lti.people.LinkRosters;
import org.mydocker.lti.people.Memberships;

/** The kernel's door to who is in a course. */
@Singleton
public class KnownRoster implements Roster {

  private final Memberships memberships;
  private final LinkRosters links;
  private final RosterRefreshing refreshing;
  private final Consumer<RoleChanged> changed;

  @Inject
  public KnownRoster(
      Memberships memberships,
      LinkRosters links,
      RosterRefreshing refreshing,
      Event<RoleChanged> changed) {
    this(memberships, links, refreshing, changed::fire);
  }

  KnownRoster(
      Memberships memberships,
      LinkRosters links,
      RosterRefreshing refreshing,
      Consumer<RoleChanged> changed) {
    this.memberships = memberships;
    this.links = links;
    this.refreshing = refreshing;
    this.changed = changed;
  }

  @Override
  public List<Member> members(CourseId course) {
    refreshing.refresh(course);
    return memberships.members(course);
  }

  @Override
  public void delegate(CourseId course, PersonId person, Role role) {
    if (!memberships.delegate(course, person, role)) {
      throw new Refused(Refused.Reason.NOT_OWNER);
    }
    changed.accept(new RoleChanged(course, person, role));
  }

  @Override
  public Optional<Set<PersonId>> reaching(CourseId course, ColumnId column) {
    refreshing.refresh(course, column);
    return links.members(course, column);
  }

  @Override
  public Role now(CourseId course, PersonId person, Role launched) {
    return refreshing.untold(course, person)
        ? memberships.untold(course, person, launched)
        : memberships.now(course, person, launched);
  }

  @Override
  public Role last(CourseId course, PersonId person, Role launched) {
    return memberships.last(course, person, launched);
  }
}
