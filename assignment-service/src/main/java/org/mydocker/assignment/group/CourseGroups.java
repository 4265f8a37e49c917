package org.mydocker.assignment.group;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;

/** The record of groups. Who may change them is decided before. */
@Singleton
public class CourseGroups {

  private final Rows rows;

  @Inject
  public CourseGroups(Rows rows) {
    this.rows = rows;
  }

  /** By name. */
  public List<CourseGroup> of(CourseId course) {
    return rows.in(
        manager -> {
          Map<UUID, Set<PersonId>> members =
              manager
                  .createQuery("from GroupMemberRow where course = :course", GroupMemberRow.class)
                  .setParameter("course", course.value())
                  .getResultStream()
                  .collect(
                      Collectors.groupingBy(
                          row -> row.team,
                          Collectors.mapping(row -> new PersonId(row.person), Collectors.toSet())));
          Map<UUID, Set<PersonId>> graders =
              manager
                  .createQuery("from GroupGraderRow where course = :course", GroupGraderRow.class)
                  .setParameter("course", course.value())
                  .getResultStream()
                  .collect(
                      Collectors.groupingBy(
                          row -> row.team,
                          Collectors.mapping(row -> new PersonId(row.person), Collectors.toSet())));
          return manager
              .createQuery("from GroupRow where course = :course order by name", GroupRow.class)
              .setParameter("course", course.value())
              .getResultStream()
              .map(
                  row ->
                      new CourseGroup(
                          row.id,
                          row.name,
                          members.getOrDefault(row.id, Set.of()),
                          graders.getOrDefault(row.id, Set.of())))
              .toList();
        });
  }

  public Optional<CourseGroup> find(CourseId course, UUID id) {
    return of(course).stream().filter(group -> group.id().equals(id)).findFirst();
  }

  /** The group of a person in a course. */
  public Optional<CourseGroup> of(CourseId course, PersonId person) {
    return of(course).stream().filter(group -> group.members().contains(person)).findFirst();
  }

  /** Puts a group as it is to be; who was in another group of the course is in this one now. */
  public void put(CourseId course, CourseGroup group) {
    rows.run(
        manager -> {
          GroupRow row = manager.find(GroupRow.class, group.id());
          if (row == null) {
            manager.persist(new GroupRow(group.id(), course.value(), group.name()));
          } else {
            row.name = group.name();
          }
          empty(manager, group.id());
          Set<UUID> people = values(group.members());
          if (!people.isEmpty()) {
            manager
                .createQuery(
                    "delete from GroupMemberRow where course = :course and person in :people")
                .setParameter("course", course.value())
                .setParameter("people", people)
                .executeUpdate();
          }
          people.forEach(
              one -> manager.persist(new GroupMemberRow(group.id(), course.value(), one)));
          values(group.graders())
              .forEach(one -> manager.persist(new GroupGraderRow(group.id(), course.value(), one)));
        });
  }

  public void remove(CourseId course, UUID id) {
    rows.run(
        manager -> {
          GroupRow row = manager.find(GroupRow.class, id);
          if (row != null && row.course.equals(course.value())) {
            empty(manager, id);
            manager
                .createQuery("delete from ExtensionRow where team = :team")
                .setParameter("team", id)
                .executeUpdate();
            manager.remove(row);
          }
        });
  }

  /**
   * Whose work that grader is given; empty for everybody's: a grader to whom no group in particular
   * was delegated helps with the whole course.
   */
  public Optional<Set<PersonId>> delegated(CourseId course, PersonId grader) {
    List<CourseGroup> given =
        of(course).stream().filter(group -> group.graders().contains(grader)).toList();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Set<PersonId> people = new HashSet<>();
    given.forEach(group -> people.addAll(group.members()));
    return Optional.of(people);
  }

  private static void empty(EntityManager manager, UUID group) {
    for (String kind : List.of("GroupMemberRow", "GroupGraderRow")) {
      manager
          .createQuery("delete from " + kind + " where team = :team")
          .setParameter("team", group)
          .executeUpdate();
    }
  }

  private static Set<UUID> values(Set<PersonId> people) {
    return people.stream().map(PersonId::value).collect(Collectors.toSet());
  }
}
