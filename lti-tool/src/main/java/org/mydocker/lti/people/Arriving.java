package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.launch.ResourceLinkId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.platform.Lti;

/**
 * Writes down who came, where, as what. Ids stay, names and titles follow the last launch (MSG-17);
 * two who come first at the same moment find the same rows.
 */
@Singleton
@Transactional
public class Arriving {

  private final EntityManager manager;
  private final Clock clock;

  @Inject
  Arriving(@Lti EntityManager manager) {
    this(manager, Clock.systemUTC());
  }

  public Arriving(EntityManager manager, Clock clock) {
    this.manager = manager;
    this.clock = clock;
  }

  public Arrived arrive(Arrival arrival) {
    Instant now = clock.instant();
    PersonRow person = person(arrival, now);
    if (person.suspended) {
      return new Arrived(
          new PersonId(person.id),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Role.NONE,
          true);
    }
    Optional<CourseRow> course = arrival.context().map(c -> course(arrival, c, now));
    Role role = course.map(c -> member(c, person, arrival, now)).orElse(Role.NONE);
    Optional<ResourceLinkRow> link = arrival.link().map(l -> link(arrival, l, course, now));
    Optional<ColumnId> column =
        course.flatMap(c -> arrival.link().flatMap(l -> column(c, link, l, now)));
    return new Arrived(
        new PersonId(person.id),
        course.map(c -> new CourseId(c.id)),
        link.map(l -> new ResourceLinkId(l.id)),
        column,
        role,
        false);
  }

  private PersonRow person(Arrival arrival, Instant now) {
    PersonRow row = new PersonTable(manager).findOrAdd(arrival.registration(), arrival.sub(), now);
    new PersonTable(manager).name(row, arrival.names());
    row.lastSeen = now;
    return row;
  }

  private CourseRow course(Arrival arrival, Arrival.Context context, Instant now) {
    UUID deployment = arrival.deployment().key().value();
    manager
        .createNativeQuery(
            "insert into lti.course"
                + " (id, tenant, registration, deployment, context_id, label, title, created)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing")
        .setParameter(1, UUID.randomUUID())
        .setParameter(2, arrival.deployment().tenant().value())
        .setParameter(3, arrival.registration().id().value())
        .setParameter(4, deployment)
        .setParameter(5, context.id())
        .setParameter(6, PlainText.cleaned(context.id(), PlainText.SHORT).orElse("?"))
        .setParameter(7, PlainText.cleaned(context.id(), PlainText.SHORT).orElse("?"))
        .setParameter(8, now)
        .executeUpdate();
    CourseRow row =
        manager
            .createQuery(
                "from CourseRow where deployment = :deployment and contextId = :id",
                CourseRow.class)
            .setParameter("deployment", deployment)
            .setParameter("id", context.id())
            .getSingleResult();
    context
        .title()
        .flatMap(t -> PlainText.cleaned(t, PlainText.SHORT))
        .ifPresent(t -> row.title = t);
    context
        .label()
        .flatMap(l -> PlainText.cleaned(l, PlainText.SHORT))
        .ifPresent(l -> row.label = l);
    context.memberships().ifPresent(url -> row.membershipsUrl = url);
    context.lineItems().ifPresent(url -> row.lineitemsUrl = url);
    return row;
  }

  private Role member(CourseRow course, PersonRow person, Arrival arrival, Instant now) {
    MembershipRow row = new MembershipTable(manager).findOrAdd(course.id, person.id);
    Role launched = arrival.roles().role();
    row.launchedRole = launched;
    row.launchedAs = arrival.roles().position();
    row.launched = now;
    row.enrolled = true;
    row.provenEditor |= arrival.editor() && launched == Role.TEACHER;
    Role role = row.standing().now(launched, arrival.registration().profile());
    row.wasStaff |= launched.staff();
    row.testPerson = arrival.roles().testPerson();
    return role;
  }

  private ResourceLinkRow link(
      Arrival arrival, Arrival.Link link, Optional<CourseRow> course, Instant now) {
    UUID deployment = arrival.deployment().key().value();
    manager
        .createNativeQuery(
            "insert into lti.resource_link (id, deployment, link_id, title, created)"
                + " values (?1, ?2, ?3, ?4, ?5) on conflict do nothing")
        .setParameter(1, UUID.randomUUID())
        .setParameter(2, deployment)
        .setParameter(3, link.id())
        .setParameter(4, "")
        .setParameter(5, now)
        .executeUpdate();
    ResourceLinkRow row =
        manager
            .createQuery(
                "from ResourceLinkRow where deployment = :deployment and linkId = :id",
                ResourceLinkRow.class)
            .setParameter("deployment", deployment)
            .setParameter("id", link.id())
            .getSingleResult();
    link.title().flatMap(t -> PlainText.cleaned(t, PlainText.SHORT)).ifPresent(t -> row.title = t);
    course.ifPresent(c -> row.course = c.id);
    row.gradeScopes = String.join(" ", link.scopes());
    return row;
  }

  private Optional<ColumnId> column(
      CourseRow course, Optional<ResourceLinkRow> link, Arrival.Link claim, Instant now) {
    return claim
        .lineItem()
        .flatMap(
            url ->
                new LineItemTable(manager)
                    .findOrAdd(course, link.map(l -> l.id), url, claim.scopes(), now));
  }
}
