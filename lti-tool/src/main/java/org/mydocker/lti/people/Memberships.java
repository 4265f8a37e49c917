package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.RoleChanged;
import org.mydocker.kernel.roster.Member;
import org.mydocker.lti.platform.DeploymentKey;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.PlatformProfile;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.role.RoleRules;

/** Who is in a course, from launches, rosters and teachers' delegations. */
@Singleton
@Transactional
public class Memberships {

  private static final Duration HOLDS = Duration.ofHours(8);

  private final EntityManager manager;
  private final Platforms platforms;
  private final Clock clock;

  @Inject
  Memberships(@Lti EntityManager manager, Platforms platforms) {
    this(manager, platforms, Clock.systemUTC());
  }

  public Memberships(EntityManager manager, Platforms platforms, Clock clock) {
    this.manager = manager;
    this.platforms = platforms;
    this.clock = clock;
  }

  /** Where a course's roster is to be asked for, and what its deployment says of roles. */
  public record Service(RegistrationId registration, String address, RoleRules rules) {}

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
    RoleRules rules = platforms.deployment(new DeploymentKey(row.deployment)).orElseThrow().rules();
    return Optional.of(
        new Service(new RegistrationId(row.registration), row.membershipsUrl, rules));
  }

  /** One line of a roster: who, as what; {@code active} false for who left. */
  public record RosterLine(String sub, Arrival.Names names, Role role, boolean active) {}

  /**
   * Takes over a complete roster: who is in it is enrolled as it says, who is not is not (NRPS-05).
   * A role in it lists and lowers, and never raises (NRPS-04).
   *
   * @return who is less than before
   */
  public List<RoleChanged> takeOver(CourseId course, List<RosterLine> roster, Instant now) {
    CourseRow row = manager.find(CourseRow.class, course.value());
    Registration registration = platforms.find(new RegistrationId(row.registration)).orElseThrow();
    PlatformProfile profile = registration.profile();
    List<RoleChanged> changes = new ArrayList<>();
    PersonTable people = new PersonTable(manager);
    MembershipTable memberships = new MembershipTable(manager);
    Set<UUID> listed = new HashSet<>();
    for (RosterLine line : roster) {
      PersonRow person = people.findOrAdd(registration, line.sub(), now);
      people.name(person, line.names());
      MembershipRow membership = memberships.findOrAdd(row.id, person.id);
      Role before = current(membership, profile);
      membership.rosterSays(line.role(), profile);
      if (line.active()) {
        membership.enrolled = true;
      } else {
        membership.left();
      }
      lowered(course, membership, before, profile).ifPresent(changes::add);
      listed.add(person.id);
    }
    for (MembershipRow membership : of(course)) {
      if (!listed.contains(membership.key.person())) {
        Role before = current(membership, profile);
        membership.left();
        lowered(course, membership, before, profile).ifPresent(changes::add);
      }
    }
    row.rosterComplete = now;
    return changes;
  }

  private static Role current(MembershipRow row, PlatformProfile profile) {
    return row.standing().now(Optional.ofNullable(row.launchedRole).orElse(Role.NONE), profile);
  }

  private static Optional<RoleChanged> lowered(
      CourseId course, MembershipRow row, Role before, PlatformProfile profile) {
    Role now = current(row, profile);
    return now.compareTo(before) < 0
        ? Optional.of(new RoleChanged(course, new PersonId(row.key.person()), now))
        : Optional.empty();
  }

  /**
   * What a person is now who came with a launch as {@code launched}: no more than the last launch
   * or a change in the roster since made of them, and staff for eight hours (ROL-09).
   */
  public Role now(CourseId course, PersonId person, Role launched) {
    return row(course, person)
        .map(row -> held(row, row.standing().now(row.atMost(launched), profile(course))))
        .orElse(launched);
  }

  /** The same without the eight hours: by the last word, however old. */
  public Role last(CourseId course, PersonId person, Role launched) {
    return row(course, person)
        .map(row -> row.standing().now(row.atMost(launched), profile(course)))
        .orElse(launched);
  }

  private Optional<MembershipRow> row(CourseId course, PersonId person) {
    return manager
        .createQuery("from MembershipRow where key = :key", MembershipRow.class)
        .setParameter("key", new MembershipRow.Key(course.value(), person.value()))
        .getResultStream()
        .findFirst();
  }

  /** A launch's word that somebody is staff is good for a working day. */
  private Role held(MembershipRow row, Role role) {
    boolean lapsed = row.launched == null || row.launched.plus(HOLDS).isBefore(clock.instant());
    return role.staff() && lapsed ? Role.STUDENT : role;
  }

  /** The same at the launch itself: a newer word than that of a roster which it made us ask for. */
  public Role settled(CourseId course, PersonId person, Role launched) {
    new MembershipTable(manager)
        .find(course.value(), person.value())
        .ifPresent(row -> row.launchedRole = launched);
    return now(course, person, launched);
  }

  /**
   * The same afterwards, for a launch that went on without that roster.
   *
   * @param at when it did: a launch since then is the newer word
   */
  public void settledBefore(CourseId course, PersonId person, Role launched, Instant at) {
    new MembershipTable(manager)
        .find(course.value(), person.value())
        .filter(row -> row.launched != null && !row.launched.isAfter(at))
        .ifPresent(row -> row.launchedRole = launched);
  }

  /**
   * The same as {@link #now} while a roster is still being read: of whom no earlier one told is
   * taken for the least that it could say.
   */
  public Role untold(CourseId course, PersonId person, Role launched) {
    return row(course, person)
        .map(row -> held(row, row.standing().untold().now(row.atMost(launched), profile(course))))
        .orElse(launched);
  }

  /** Everyone, by name. */
  public List<Member> members(CourseId course) {
    List<MembershipRow> rows = of(course);
    Map<UUID, String> names = names(rows.stream().map(row -> row.key.person()).toList());
    PlatformProfile profile = profile(course);
    return rows.stream()
        .map(row -> member(row, names.get(row.key.person()), profile))
        .sorted(Comparator.comparing(Member::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  private static Member member(MembershipRow row, String name, PlatformProfile profile) {
    Role role = listed(row, profile);
    Position position =
        Optional.ofNullable(row.launchedAs)
            .filter(as -> as.role() == role)
            .orElse(Position.valueOf(role.name()));
    return new Member(
        new PersonId(row.key.person()),
        name,
        role,
        position,
        row.enrolled,
        !row.previews(profile),
        row.change(role));
  }

  /** A teacher's word; false where it is not a teacher's to say (ROL-10, ROL-14). */
  public boolean delegate(CourseId course, PersonId person, Role role) {
    Optional<MembershipRow> found =
        new MembershipTable(manager)
            .find(course.value(), person.value())
            .filter(row -> mayBecome(row, role, profile(course)));
    found.ifPresent(row -> row.delegatedRole = role.staff() ? role : null);
    return found.isPresent();
  }

  /** To say the same twice is no harm. */
  private static boolean mayBecome(MembershipRow row, Role role, PlatformProfile profile) {
    Role now = listed(row, profile);
    Optional<Role> change = row.change(now);
    return change.isPresent() && (now == role || change.get() == role);
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
