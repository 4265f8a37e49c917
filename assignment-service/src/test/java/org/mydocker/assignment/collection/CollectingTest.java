package org.mydocker.assignment.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.group.CourseGroup;
import org.mydocker.assignment.handin.AutoCollecting;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.kernel.people.Course;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;
import org.mydocker.storage.TestDatabase;

/** What those who grade find of the work of a group. */
class CollectingTest {

  private final PersonId ann = PersonId.random();
  private final PersonId ben = PersonId.random();
  private final PersonId tester = PersonId.random();
  private School school;
  private Assignment assignment;
  private Collecting collecting;

  @BeforeEach
  void open(@TempDir Path data) {
    school = new School(TestDatabase::h2, data);
    assignment = groupWork(school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a")));
    collecting = collecting();
    CourseGroup both = new CourseGroup(UUID.randomUUID(), "A", Set.of(ann, ben, tester), Set.of());
    school.groups.put(school.course, both);
  }

  @AfterEach
  void close() {
    school.close();
  }

  @Test
  @Tag("ACT-11")
  void keepsInReachWhatTheFirstOfAGroupHandedInWhenAnotherHandsInToo() {
    HandedIn anns = handsIn(ann, "from Ann");
    HandedIn bens = handsIn(ben, "from Ben");
    HandedIn again = handsIn(ben, "from Ben again");
    for (PersonId mate : List.of(ann, ben)) {
      Line line = collecting.line(assignment, mate).orElseThrow();
      assertThat(line.last()).contains(again);
      assertThat(line.handedIn())
          .extracting(one -> one.work().person(), Line.Handed::name, Line.Handed::submission)
          .containsExactly(
              tuple(ben, "Ben", again), tuple(ben, "Ben", bens), tuple(ann, "Ann", anns));
    }
    assertThat(collecting.line(assignment, ann).orElseThrow().own(1))
        .map(Line.Handed::submission)
        .contains(anns);
    assertThat(collecting.line(assignment, ben).orElseThrow().own(1))
        .map(Line.Handed::submission)
        .contains(bens);
  }

  @Test
  void exportsForEachOfAGroupWhatWasHandedInLast() throws IOException {
    handsIn(ann, "from Ann");
    handsIn(ben, "from Ben");
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    new ExportingWork(school.repositories).all(collecting.lines(assignment), zip);
    assertThat(files(zip.toByteArray()))
        .containsEntry("Ann/a.txt", "from Ben")
        .containsEntry("Ben/a.txt", "from Ben");
  }

  @Test
  void countsNoPreviewAsWorkOfTheGroup() {
    HandedIn anns = handsIn(ann, "from Ann");
    handsIn(tester, "a look");
    assertThat(collecting.line(assignment, ben).orElseThrow().handedIn())
        .extracting(Line.Handed::submission)
        .containsExactly(anns);
    assertThat(collecting.line(assignment, tester)).isEmpty();
  }

  private HandedIn handsIn(PersonId student, String content) {
    school.clock.passes(Duration.ofMinutes(1));
    school.opens(assignment, student);
    school.saves(assignment, student, "a.txt", content);
    return school.handingIn.workingCopy(assignment, student, Role.STUDENT);
  }

  private Assignment groupWork(Assignment made) {
    Details old = made.details();
    school.assignments.change(
        made.id(),
        new Details(
            old.title(),
            old.instructions(),
            old.environment(),
            old.points(),
            old.schedule(),
            old.files(),
            old.gradesHeld(),
            old.late(),
            true));
    return school.assignments.find(made.id()).orElseThrow();
  }

  private Collecting collecting() {
    AutoCollecting autoCollecting =
        new AutoCollecting(
            school.assignments,
            school.door,
            school.works,
            school.submissions,
            school.workingCopies,
            school.workspaces,
            school.repositories,
            school.leases,
            school.rows,
            school.clock);
    return new Collecting(
        new InTheCourse(List.of(member(ann, "Ann", true), member(ben, "Ben", true), preview())),
        new Nobody(),
        school.works,
        school.submissions,
        autoCollecting,
        school.groups,
        school.grades,
        school.gradeBook);
  }

  private Member preview() {
    return member(tester, "Tester", false);
  }

  private static Member member(PersonId person, String name, boolean graded) {
    return new Member(person, name, Role.STUDENT, Position.STUDENT, true, graded, Optional.empty());
  }

  private static Map<String, String> files(byte[] archive) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** The course's list as the platform told it. */
  private record InTheCourse(List<Member> everybody) implements Roster {
    @Override
    public List<Member> members(CourseId course) {
      return everybody;
    }

    @Override
    public void delegate(CourseId course, PersonId person, Role role) {
      throw new UnsupportedOperationException();
    }
  }

  /** Everyone here is in the course's list. */
  private static final class Nobody implements People {
    @Override
    public Optional<Person> person(PersonId id) {
      return Optional.empty();
    }

    @Override
    public Map<PersonId, Person> persons(Collection<PersonId> ids) {
      return Map.of();
    }

    @Override
    public Optional<Course> course(CourseId id) {
      return Optional.empty();
    }
  }
}
