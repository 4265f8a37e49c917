package org.mydocker.assignment.collection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.grading.Graded;
import org.mydocker.assignment.grading.Grades;
import org.mydocker.assignment.group.CourseGroup;
import org.mydocker.assignment.group.CourseGroups;
import org.mydocker.assignment.handin.AutoCollected;
import org.mydocker.assignment.handin.AutoCollecting;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Submissions;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.grade.GradeBook;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;

/**
 * Puts together who handed in what and when: a line for every student of the course, and for
 * everyone else whose work is there. Previews are nobody's work: what staff does as staff, and what
 * the platform's staff and test users do as students.
 */
@Singleton
public class Collecting {

  private final Roster roster;
  private final People people;
  private final StudentWorks works;
  private final Submissions submissions;
  private final AutoCollecting autoCollecting;
  private final CourseGroups groups;
  private final Grades grades;
  private final GradeBook gradeBook;

  @Inject
  public Collecting(
      Roster roster,
      People people,
      StudentWorks works,
      Submissions submissions,
      AutoCollecting autoCollecting,
      CourseGroups groups,
      Grades grades,
      GradeBook gradeBook) {
    this.roster = roster;
    this.people = people;
    this.works = works;
    this.submissions = submissions;
    this.autoCollecting = autoCollecting;
    this.groups = groups;
    this.grades = grades;
    this.gradeBook = gradeBook;
  }

  /** By name. */
  public List<Line> lines(Assignment assignment) {
    Map<PersonId, StudentWork> byPerson =
        works.of(assignment).stream()
            .filter(work -> !work.staff())
            .collect(Collectors.toMap(StudentWork::person, Function.identity()));
    Map<UUID, List<HandedIn>> handedIn = submissions.of(assignment.id());
    Map<UUID, AutoCollected> taken = autoCollecting.of(assignment.id());
    Map<PersonId, Graded> graded =
        grades.of(assignment.id()).stream()
            .collect(Collectors.toMap(Graded::person, Function.identity()));
    List<Line> lines = new ArrayList<>();
    Function<PersonId, Optional<CourseGroup>> group = groups(assignment);
    Map<PersonId, Who> listed = listed(assignment, byPerson, handedIn);
    Map<PersonId, List<Line.Handed>> submitted = submitted(listed, byPerson, handedIn);
    listed.forEach(
        (person, who) -> {
          Optional<CourseGroup> mates = group.apply(person);
          List<Line.Handed> all =
              mates
                  .map(one -> together(one.members(), submitted))
                  .orElseGet(() -> submitted.getOrDefault(person, List.of()));
          Optional<StudentWork> work =
              all.stream()
                  .findFirst()
                  .map(Line.Handed::work)
                  .or(() -> Optional.ofNullable(byPerson.get(person)));
          Optional<Graded> grade = Optional.ofNullable(graded.get(person));
          lines.add(
              new Line(
                  person,
                  who.name(),
                  who.enrolled(),
                  mates.map(CourseGroup::name),
                  work,
                  all,
                  work.map(one -> taken.get(one.id())),
                  grade,
                  grade.flatMap(
                      one ->
                          assignment.column().flatMap(column -> gradeBook.state(column, person)))));
        });
    return List.copyOf(lines);
  }

  /** The group of a person, where the work is a group's. */
  private Function<PersonId, Optional<CourseGroup>> groups(Assignment assignment) {
    List<CourseGroup> all =
        assignment.details().groupWork() ? groups.of(assignment.course()) : List.of();
    Map<PersonId, CourseGroup> byMember = new HashMap<>();
    all.forEach(one -> one.members().forEach(member -> byMember.put(member, one)));
    return person -> Optional.ofNullable(byMember.get(person));
  }

  /** What each of those who are listed handed in, the last one first. */
  private static Map<PersonId, List<Line.Handed>> submitted(
      Map<PersonId, Who> listed,
      Map<PersonId, StudentWork> byPerson,
      Map<UUID, List<HandedIn>> handedIn) {
    Map<PersonId, List<Line.Handed>> submitted = new HashMap<>();
    byPerson.forEach(
        (person, work) -> {
          if (listed.containsKey(person) && handedIn.containsKey(work.id())) {
            String name = listed.get(person).name();
            submitted.put(
                person,
                handedIn.get(work.id()).stream()
                    .map(one -> new Line.Handed(work, name, one))
                    .toList());
          }
        });
    return submitted;
  }

  /** What those people handed in one after the other, the last one first. */
  private static List<Line.Handed> together(
      Set<PersonId> people, Map<PersonId, List<Line.Handed>> submitted) {
    return people.stream()
        .flatMap(person -> submitted.getOrDefault(person, List.of()).stream())
        .sorted(Comparator.comparing((Line.Handed one) -> one.submission().ended()).reversed())
        .toList();
  }

  /**
   * For whom a grade of that person counts: everybody of the group, for group work; else that
   * person alone.
   */
  public Set<PersonId> gradedTogether(Assignment assignment, PersonId person) {
    return groups(assignment)
        .apply(person)
        .map(CourseGroup::members)
        .orElseGet(() -> Set.of(person));
  }

  /** Those who may open the assignment's activity, where the platform says so (lti.md NRPS-02). */
  public Optional<Set<PersonId>> reaching(Assignment assignment) {
    return assignment.column().flatMap(column -> roster.reaching(assignment.course(), column));
  }

  /** One person's line; empty for who neither is a student here nor has work here. */
  public Optional<Line> line(Assignment assignment, PersonId person) {
    return lines(assignment).stream().filter(line -> line.person().equals(person)).findFirst();
  }

  private record Who(String name, boolean enrolled) {}

  private Map<PersonId, Who> listed(
      Assignment assignment,
      Map<PersonId, StudentWork> byPerson,
      Map<UUID, List<HandedIn>> handedIn) {
    Map<PersonId, Who> listed = new LinkedHashMap<>();
    Set<PersonId> previewing = new HashSet<>();
    for (Member member : roster.members(assignment.course())) {
      boolean handed =
          byPerson.containsKey(member.person())
              && handedIn.containsKey(byPerson.get(member.person()).id());
      if (!member.graded()) {
        previewing.add(member.person());
      } else if ((member.role() == Role.STUDENT && member.enrolled()) || handed) {
        listed.put(member.person(), new Who(member.name(), member.enrolled()));
      }
    }
    List<PersonId> others =
        byPerson.keySet().stream()
            .filter(person -> !listed.containsKey(person) && !previewing.contains(person))
            .filter(person -> handedIn.containsKey(byPerson.get(person).id()))
            .toList();
    Map<PersonId, Person> names = people.persons(others);
    others.forEach(
        person ->
            listed.put(
                person,
                new Who(
                    Optional.ofNullable(names.get(person)).map(Person::name).orElse("?"), false)));
    return listed;
  }
}
