package org.mydocker.assignment.group;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;

/** The record of extensions. Who may give one is decided before. */
@Singleton
public class Extensions {

  private final Rows rows;
  private final CourseGroups groups;

  @Inject
  public Extensions(Rows rows, CourseGroups groups) {
    this.rows = rows;
    this.groups = groups;
  }

  public List<Extension> of(ActivityId assignment) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from ExtensionRow where assignment = :assignment order by ends, id",
                    ExtensionRow.class)
                .setParameter("assignment", assignment.value())
                .getResultStream()
                .map(ExtensionRow::extension)
                .toList());
  }

  /** Until when a person has time: what was given to the person or to the group, the later one. */
  public Optional<Instant> until(ActivityId assignment, CourseId course, PersonId person) {
    List<Extension> all = of(assignment);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Optional<UUID> group = groups.of(course, person).map(CourseGroup::id);
    return all.stream()
        .filter(
            one ->
                one.person().equals(Optional.of(person))
                    || (one.group().isPresent() && one.group().equals(group)))
        .map(Extension::until)
        .max(Comparator.naturalOrder());
  }

  /** Gives one in place of an earlier one of the same person or group. */
  public void put(ActivityId assignment, Extension extension) {
    rows.run(
        manager -> {
          String whose = extension.person().isPresent() ? "person" : "team";
          manager
              .createQuery(
                  "delete from ExtensionRow where assignment = :assignment and "
                      + whose
                      + " = :whose")
              .setParameter("assignment", assignment.value())
              .setParameter(
                  "whose",
                  extension.person().map(PersonId::value).or(extension::group).orElseThrow())
              .executeUpdate();
          manager.persist(new ExtensionRow(assignment.value(), extension));
        });
  }

  public void remove(ActivityId assignment, UUID id) {
    rows.run(
        manager ->
            manager
                .createQuery("delete from ExtensionRow where assignment = :assignment and id = :id")
                .setParameter("assignment", assignment.value())
                .setParameter("id", id)
                .executeUpdate());
  }
}
