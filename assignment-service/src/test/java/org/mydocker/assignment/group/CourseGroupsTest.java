package org.mydocker.assignment.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.storage.TestDatabase;

/** Groups and extensions in both databases. */
@Tag("slow")
class CourseGroupsTest {

  private static final PersonId ANN = PersonId.random();
  private static final PersonId BEN = PersonId.random();
  private static final PersonId GRADER = PersonId.random();

  @TempDir Path data;
  private School school;

  static Stream<Function<String, TestDatabase>> databases() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgresql);
  }

  @AfterEach
  void close() {
    school.close();
  }

  private CourseGroup put(String name, Set<PersonId> members, Set<PersonId> graders) {
    CourseGroup group = new CourseGroup(UUID.randomUUID(), name, members, graders);
    school.groups.put(school.course, group);
    return group;
  }

  @ParameterizedTest
  @MethodSource("databases")
  void somebodyIsInOneGroupOfACourse(Function<String, TestDatabase> kind) {
    school = new School(kind, data);
    CourseGroup first = put("A", Set.of(ANN, BEN), Set.of());
    CourseGroup second = put("B", Set.of(BEN), Set.of(GRADER));
    assertThat(school.groups.of(school.course, BEN)).contains(second);
    assertThat(school.groups.find(school.course, first.id()).orElseThrow().members())
        .containsExactly(ANN);
    assertThat(school.groups.of(CourseId.random(), BEN)).isEmpty();
    school.groups.put(school.course, new CourseGroup(second.id(), "C", Set.of(ANN, BEN), Set.of()));
    assertThat(school.groups.of(school.course))
        .extracting(CourseGroup::name)
        .containsExactly("A", "C");
    assertThat(school.groups.of(school.course).get(0).members()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aGraderWithoutAGroupHasEverybodyAndOneWithGroupsOnlyThose(
      Function<String, TestDatabase> kind) {
    school = new School(kind, data);
    assertThat(school.groups.delegated(school.course, GRADER)).isEmpty();
    CourseGroup group = put("A", Set.of(ANN), Set.of(GRADER));
    put("B", Set.of(BEN), Set.of());
    assertThat(school.groups.delegated(school.course, GRADER)).contains(Set.of(ANN));
    school.groups.remove(CourseId.random(), group.id());
    assertThat(school.groups.delegated(school.course, GRADER)).contains(Set.of(ANN));
    school.groups.remove(school.course, group.id());
    assertThat(school.groups.delegated(school.course, GRADER)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void theLaterOfOnesOwnAndTheGroupsExtensionCounts(Function<String, TestDatabase> kind) {
    school = new School(kind, data);
    Assignment assignment = school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a"));
    Extensions extensions = new Extensions(school.rows, school.groups);
    CourseGroup group = put("A", Set.of(ANN, BEN), Set.of());
    Instant first = Instant.parse("2026-12-01T10:00:00Z");
    extend(extensions, assignment, Optional.empty(), Optional.of(group.id()), first);
    extend(extensions, assignment, Optional.of(ANN), Optional.empty(), first.plusSeconds(60));
    assertThat(until(extensions, assignment, ANN)).contains(first.plusSeconds(60));
    assertThat(until(extensions, assignment, BEN)).contains(first);
    assertThat(until(extensions, assignment, GRADER)).isEmpty();
    extend(extensions, assignment, Optional.of(ANN), Optional.empty(), first.minusSeconds(60));
    assertThat(until(extensions, assignment, ANN)).contains(first);
    school.groups.remove(school.course, group.id());
    assertThat(until(extensions, assignment, BEN)).isEmpty();
  }

  private static Optional<Instant> until(
      Extensions extensions, Assignment assignment, PersonId person) {
    return extensions.until(assignment.id(), assignment.course(), person);
  }

  private static void extend(
      Extensions extensions,
      Assignment assignment,
      Optional<PersonId> person,
      Optional<UUID> group,
      Instant until) {
    extensions.put(
        assignment.id(),
        new Extension(
            UUID.randomUUID(),
            person,
            group,
            until,
            Instant.parse("2026-11-01T00:00:00Z"),
            GRADER));
  }
}
