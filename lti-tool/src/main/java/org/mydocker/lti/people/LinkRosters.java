package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;

/**
 * Who may open an activity: the roster of its resource link, kept beside that of the course and
 * without a word in who is enrolled there as what (NRPS-02).
 */
@Singleton
@Transactional
public class LinkRosters {

  private final EntityManager manager;

  @Inject
  public LinkRosters(@Lti EntityManager manager) {
    this.manager = manager;
  }

  /**
   * Where an activity's roster is to be asked for.
   *
   * @param parameter what must be in the address of every page of it
   */
  public record Service(UUID link, RegistrationId registration, String address, String parameter) {}

  /** Takes the right to ask, at most once in the time, as for a course's roster (NRPS-07). */
  public Optional<Service> claim(CourseId course, ColumnId column, Instant now, Instant notSince) {
    ResourceLinkRow link = link(course, column).orElse(null);
    CourseRow row = manager.find(CourseRow.class, course.value());
    if (link == null || row == null || row.membershipsUrl == null) {
      return Optional.empty();
    }
    int claimed =
        manager
            .createQuery(
                "update ResourceLinkRow set rosterTried = :now where id = :id"
                    + " and (rosterTried is null or rosterTried < :since)")
            .setParameter("now", now)
            .setParameter("id", link.id)
            .setParameter("since", notSince)
            .executeUpdate();
    return claimed == 0
        ? Optional.empty()
        : Optional.of(
            new Service(
                link.id,
                new RegistrationId(row.registration),
                row.membershipsUrl,
                "rlid=" + URLEncoder.encode(link.linkId, StandardCharsets.UTF_8)));
  }

  /** Takes over a complete roster of the link: the people whom we know of the platform. */
  public void takeOver(UUID link, Registration registration, List<String> subs, Instant now) {
    manager
        .createQuery("delete from LinkMemberRow where key.resourceLink = :link")
        .setParameter("link", link)
        .executeUpdate();
    PersonTable people = new PersonTable(manager);
    for (String sub : new HashSet<>(subs)) {
      manager.persist(new LinkMemberRow(link, people.findOrAdd(registration, sub, now).id));
    }
    manager
        .createQuery("update ResourceLinkRow set rosterComplete = :now where id = :id")
        .setParameter("now", now)
        .setParameter("id", link)
        .executeUpdate();
  }

  /** Those whom the last complete reading named; empty where there was none. */
  public Optional<Set<PersonId>> members(CourseId course, ColumnId column) {
    return link(course, column)
        .map(
            link -> {
              manager.refresh(link);
              return link;
            })
        .filter(link -> link.rosterComplete != null)
        .map(
            link ->
                manager
                    .createQuery(
                        "select key.person from LinkMemberRow where key.resourceLink = :link",
                        UUID.class)
                    .setParameter("link", link.id)
                    .getResultStream()
                    .map(PersonId::new)
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private Optional<ResourceLinkRow> link(CourseId course, ColumnId column) {
    return Optional.ofNullable(manager.find(LineItemRow.class, column.value()))
        .filter(item -> item.course.equals(course.value()) && item.resourceLink != null)
        .map(item -> manager.find(ResourceLinkRow.class, item.resourceLink));
  }
}
