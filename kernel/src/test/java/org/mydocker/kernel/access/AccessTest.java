package org.mydocker.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;

/**
 * The whole table of who may what: every kind of viewer x every act x own, other's, other course,
 * other tenant.
 */
class AccessTest {

  private static final TenantId TENANT = TenantId.random();
  private static final TenantId OTHER_TENANT = TenantId.random();
  private static final CourseId COURSE = CourseId.random();
  private static final CourseId OTHER_COURSE = CourseId.random();
  private static final PersonId ME = PersonId.random();
  private static final PersonId OTHER = PersonId.random();

  /**
   * y allowed, a allowed and audited, - refused; the letters are none, student, grader, teacher,
   * author, administrator.
   */
  private static final List<Row> TABLE =
      List.of(
          new Row(Act.SEE_HELP, help(), "y y y y y y"),
          new Row(
              Act.START_SHARED_ENVIRONMENT,
              environment(Subject.Reach.EVERYONE, TENANT),
              "- y y y y y"),
          new Row(
              Act.START_SHARED_ENVIRONMENT,
              environment(Subject.Reach.EVERYONE, OTHER_TENANT),
              "- y y y y y"),
          new Row(
              Act.START_SHARED_ENVIRONMENT,
              environment(Subject.Reach.TENANT, TENANT),
              "- y y y y y"),
          new Row(
              Act.START_SHARED_ENVIRONMENT,
              environment(Subject.Reach.TENANT, OTHER_TENANT),
              "- - - - - -"),
          new Row(
              Act.START_SHARED_ENVIRONMENT,
              environment(Subject.Reach.OWNER, TENANT),
              "- - - - - -"),
          new Row(Act.START_COURSE_ENVIRONMENT, inCourse(COURSE), "- y y y - a"),
          new Row(Act.START_COURSE_ENVIRONMENT, inCourse(OTHER_COURSE), "- - - - - a"),
          new Row(Act.USE_OWN_REPOSITORY, work(COURSE, ME), "- y y y - -"),
          new Row(Act.USE_OWN_REPOSITORY, work(COURSE, OTHER), "- - - - - -"),
          new Row(Act.USE_OWN_REPOSITORY, work(OTHER_COURSE, ME), "- - - - - -"),
          new Row(Act.READ_SUBMISSION, work(COURSE, OTHER), "- - y y - a"),
          new Row(Act.READ_SUBMISSION, work(OTHER_COURSE, OTHER), "- - - - - a"),
          new Row(Act.EXPORT_SUBMISSIONS, inCourse(COURSE), "- - y y - a"),
          new Row(Act.EXPORT_SUBMISSIONS, inCourse(OTHER_COURSE), "- - - - - a"),
          new Row(Act.GRADE, work(COURSE, OTHER), "- - y y - -"),
          new Row(Act.GRADE, work(OTHER_COURSE, OTHER), "- - - - - -"),
          new Row(Act.RELEASE_GRADES, inCourse(COURSE), "- - - y - -"),
          new Row(Act.RELEASE_GRADES, inCourse(OTHER_COURSE), "- - - - - -"),
          new Row(Act.EDIT_ASSIGNMENT, inCourse(COURSE), "- - - y - -"),
          new Row(Act.EDIT_ASSIGNMENT, inCourse(OTHER_COURSE), "- - - - - -"),
          new Row(Act.JOIN_SESSION, session(ME, Subject.Reach.OWNER), "y y y y y y"),
          new Row(Act.JOIN_SESSION, session(OTHER, Subject.Reach.OWNER), "- - - - - a"),
          new Row(Act.JOIN_SESSION, session(OTHER, Subject.Reach.INVITED), "- a a a - a"),
          new Row(Act.CREATE_ENVIRONMENT, inCourse(COURSE), "- - - y y y"),
          new Row(Act.CREATE_ENVIRONMENT, inCourse(OTHER_COURSE), "- - - - y y"),
          new Row(Act.ADMINISTER, Subject.ofSite("settings", ""), "- - - - - y"));

  @TestFactory
  Stream<DynamicTest> decidesAsTheTableSays() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : TABLE) {
      String[] expected = row.cells.split(" ");
      List<Viewer> viewers = viewers();
      for (int i = 0; i < viewers.size(); i++) {
        Viewer viewer = viewers.get(i);
        String cell = expected[i];
        tests.add(
            DynamicTest.dynamicTest(
                row.act + " on " + row.subject.kind() + " by " + name(viewer),
                () ->
                    assertThat(letter(Access.decide(viewer, row.act, row.subject)))
                        .isEqualTo(cell)));
      }
    }
    return tests.stream();
  }

  @Test
  void everyActIsInTheTable() {
    assertThat(TABLE.stream().map(Row::act).distinct()).containsExactlyInAnyOrder(Act.values());
  }

  @Test
  void saysNotFoundWhereForbiddenWouldTellThatItExists() {
    Viewer student = viewers().get(1);
    assertThatThrownBy(
            () -> Access.require(student, Act.READ_SUBMISSION, work(OTHER_COURSE, OTHER)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(404));
    assertThatThrownBy(() -> Access.require(student, Act.READ_SUBMISSION, work(COURSE, OTHER)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(403));
  }

  private static List<Viewer> viewers() {
    return List.of(
        viewer(Role.NONE),
        viewer(Role.STUDENT),
        viewer(Role.GRADER),
        viewer(Role.TEACHER),
        site(SiteRole.AUTHOR),
        site(SiteRole.ADMINISTRATOR));
  }

  private static Viewer viewer(Role role) {
    return new Viewer(ME, TENANT, Optional.of(COURSE), role, Set.of(), Locale.ENGLISH);
  }

  private static Viewer site(SiteRole role) {
    return new Viewer(ME, TENANT, Optional.empty(), Role.NONE, Set.of(role), Locale.ENGLISH);
  }

  private static String name(Viewer viewer) {
    return viewer.siteRoles().isEmpty() ? viewer.role().toString() : viewer.siteRoles().toString();
  }

  private static String letter(Decision decision) {
    if (!decision.allowed()) {
      return "-";
    }
    return decision.audited() ? "a" : "y";
  }

  private static Subject help() {
    return Subject.ofSite("help", "");
  }

  private static Subject environment(Subject.Reach reach, TenantId tenant) {
    return new Subject(
        "environment", "1", Optional.of(tenant), Optional.empty(), Optional.empty(), reach);
  }

  private static Subject inCourse(CourseId course) {
    return Subject.ofCourse("thing of a course", "1", course);
  }

  private static Subject work(CourseId course, PersonId owner) {
    return Subject.ofPerson("work", "1", course, owner);
  }

  private static Subject session(PersonId owner, Subject.Reach reach) {
    return new Subject(
        "session", "1", Optional.of(TENANT), Optional.of(COURSE), Optional.of(owner), reach);
  }

  private record Row(Act act, Subject subject, String cells) {}
}
