package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.roster.Member;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.PlatformProfile;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;

/** Who is in a course, from launches, rosters and teachers' delegations. */
@Singleton
@Transactional
public class Memberships {

  private final EntityManager manager;
  private final Platforms platforms;

  @Inject
  public Memberships(@Lti EntityManager manager, Platforms platforms) {
    this.manager = manager;
    this.platforms = platforms;
  }

  /** Where a course's roster is to be asked for. */
  public record Service(RegistrationId registration, String address) {}

  /**
   * Takes the right to ask for a course's roster, at most once in the time (NRPS-07): of all that
   * ask at once, in all instances, one gets it.
   */
  public Optional<Service> claimRoster(CourseId course, Instant now, Instant notSince) {
    int claimed =
        manager
            .createQuery(
                "update CourseRow set rosterTried = :now where id = :id and membershipsUrl is not"
                    + " null and (rosterTried is null or rosterTried < :since)")
            .setParameter("now", now)
            .setParameter("id", course.value())
            .setParameter("since", notSince)
            .executeUpdate();
    if (claimed == 0) {
      return Optional.empty();
    }
    CourseRow row = manager.find(CourseRow.class, course.value());
    manager.refresh(row);
    return Optional.of(new Service(new RegistrationId(row.registration), row.membershipsUrl));
  }

  /** One line of a roster: who, as what; {@code active} false for who left. */
  public record RosterLine(String sub, Arrival.Names names, Role role, boolean active) {}

  /**
   * Takes over a complete roster: who is in it is enrolled as it says, who is not is not (NRPS-05).
   * A role in it lists and lowers, and never raises (NRPS-04).
   */
  public void takeOver(CourseId course, List<RosterLine> roster, Instant now) {
    CourseRow row = manager.find(CourseRow.class, course.value());
    Registration registration = platforms.find(new RegistrationId(row.registration)).orElseThrow();
    PersonTable people = new PersonTable(manager);
    MembershipTable memberships = new MembershipTable(manager);
    Set<UUID> listed = new HashSet<>();
    for (RosterLine line : roster) {
      PersonRow person = people.findOrAdd(registration, line.sub(), now);
      people.name(person, line.names());
      MembershipRow membership = memberships.findOrAdd(row.id, person.id);
      membership.rosterSays(line.role());
      membership.enrolled = line.active();
      listed.add(person.id);
    }
    for (MembershipRow membership : of(course)) {
      if (!listed.contains(membership.key.person())) {
        membership.enrolled = false;
      }
    }
    row.rosterComplete = now;
  }

  /**
   * What a person is now who came with a launch as {@code launched}: no more than the last launch
   * or a change in the roster since made of them (ROL-09).
   */
  public Role now(CourseId course, PersonId person, Role launched) {
    return manager
        .createQuery("from MembershipRow where key = :key", MembershipRow.class)
        .setParameter("key", new MembershipRow.Key(course.value(), person.value()))
        .getResultStream()
        .findFirst()
        .map(row -> row.standing().now(row.atMost(launched), profile(course)))
        .orElse(launched);
  }

  /** The same at the launch itself: a newer word than that of a roster which it made us ask for. */
  public Role settled(CourseId course, PersonId person, Role launched) {
    new MembershipTable(manager)
        .find(course.value(), person.value())
        .ifPresent(row -> row.launchedRole = launched);
    return now(course, person, launched);
  }

  /** Everyone, by name. */
  public List<Member> members(CourseId course) {
    List<MembershipRow> rows = of(course);
    Map<UUID, String> names = names(rows.stream().map(row -> row.key.person()).toList());
    PlatformProfile profile = profile(course);
    return rows.stream()
        .map(
            row ->
                new Member(
                    new PersonId(row.key.person()),
                    names.get(row.key.person()),
                    listed(row, profile),
                    row.enrolled,
                    !row.previews(profile)))
        .sorted(Comparator.comparing(Member::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /** A teacher's word; empty takes it back. False when that person is not in the course. */
  public boolean delegate(CourseId course, PersonId person, Optional<Role> role) {
    Optional<MembershipRow> row = new MembershipTable(manager).find(course.value(), person.value());
    row.ifPresent(membership -> membership.delegatedRole = role.orElse(null));
    return row.isPresent();
  }

  /** Who was once seen as staff stays listed as such (NRPS-04). */
  private static Role listed(MembershipRow row, PlatformProfile profile) {
    Role known =
        Optional.ofNullable(row.launchedRole)
            .or(() -> Optional.ofNullable(row.rosterRole))
            .orElse(Role.NONE);
    if (row.platformsStaff() && !known.staff()) {
      return row.standing().now(Role.TEACHER, profile);
    }
    return row.standing().now(known, profile);
  }

  private List<MembershipRow> of(CourseId course) {
    return manager
        .createQuery("from MembershipRow where key.course = :course", MembershipRow.class)
        .setParameter("course", course.value())
        .getResultList();
  }

  private Map<UUID, String> names(List<UUID> people) {
    Map<UUID, String> names = new HashMap<>();
    if (!people.isEmpty()) {
      manager
          .createQuery("from PersonRow where id in :ids", PersonRow.class)
          .setParameter("ids", people)
          .getResultStream()
          .forEach(person -> names.put(person.id, person.name));
    }
    return names;
  }

  private PlatformProfile profile(CourseId course) {
    return Optional.ofNullable(manager.find(CourseRow.class, course.value()))
        .flatMap(row -> platforms.find(new RegistrationId(row.registration)))
        .map(Registration::profile)
        .orElse(PlatformProfile.OTHER);
  }
}
