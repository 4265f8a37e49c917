package org.mydocker.lti.support;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.RegistrationId;

/** How a registration and its course stand with us, in numbers and times. */
@Singleton
@Transactional
public class Connections {

  private final EntityManager manager;

  @Inject
  Connections(@Lti EntityManager manager) {
    this.manager = manager;
  }

  /** Whether the services of a course were offered and when the roster was read. */
  public record CourseState(
      String title,
      boolean roster,
      boolean gradebook,
      Optional<Instant> asked,
      Optional<Instant> complete,
      long members) {}

  /** How many grades are at one step, for one reason. */
  public record Grades(String step, String reason, long count) {}

  /** The registration through which a person came. */
  public Optional<RegistrationId> registration(PersonId person) {
    return manager
        .createQuery("select p.registration from PersonRow p where p.id = :id", UUID.class)
        .setParameter("id", person.value())
        .getResultStream()
        .findFirst()
        .map(RegistrationId::new);
  }

  public Optional<CourseState> course(CourseId course) {
    return manager
        .createQuery(
            "select c.title, c.membershipsUrl, c.lineitemsUrl, c.rosterTried, c.rosterComplete,"
                + " (select count(m) from MembershipRow m where m.key.course = c.id and m.enrolled)"
                + " from CourseRow c where c.id = :id",
            Object[].class)
        .setParameter("id", course.value())
        .getResultStream()
        .findFirst()
        .map(
            row ->
                new CourseState(
                    (String) row[0],
                    row[1] != null,
                    row[2] != null,
                    Optional.ofNullable((Instant) row[3]),
                    Optional.ofNullable((Instant) row[4]),
                    (Long) row[5]));
  }

  public List<Grades> grades(RegistrationId registration) {
    return manager
        .createQuery(
            "select o.step, o.detail, count(o) from OutboxRow o, LineItemRow l"
                + " where l.id = o.lineItem and l.registration = :registration"
                + " group by o.step, o.detail order by o.step, o.detail",
            Object[].class)
        .setParameter("registration", registration.value())
        .getResultStream()
        .map(row -> new Grades(row[0].toString(), (String) row[1], (Long) row[2]))
        .toList();
  }
}
