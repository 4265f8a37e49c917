package org.mydocker.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.access.Subject.When;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;

/** The whole table of who may do what to whose thing, where and when. */
class AccessTest {

  private static final PersonId ME = PersonId.random();
  private static final TenantId TENANT = TenantId.random();
  private static final CourseId COURSE = CourseId.random();

  private enum Whose {
    OWN,
    OTHER,
    NOBODY
  }

  /** Where the thing is, in the order of the table's last three columns. */
  private enum Place {
    COURSE,
    OTHER_COURSE,
    OTHER_TENANT
  }

  /**
   * y allowed, a allowed and audited, - refused, for none, student, grader, teacher, author and
   * administrator; the three words are for a thing of the viewer's course, of another course, of
   * another tenant. A star is every value.
   */
  private static final String TABLE =
      """
      SEE_HELP                 *                    *          *             yyyyyy yyyyyy yyyyyy
      START_SHARED_ENVIRONMENT EVERYONE             OWN,NOBODY *             -yyyyy -yyyyy -yyyyy
      START_SHARED_ENVIRONMENT TENANT               OWN,NOBODY *             -yyyyy -yyyyy ------
      START_SHARED_ENVIRONMENT OWNER,INVITED,COURSE OWN,NOBODY *             ------ ------ ------
      START_SHARED_ENVIRONMENT *                    OTHER      *             ------ ------ ------
      START_COURSE_ENVIRONMENT *                    OWN,NOBODY *             -yyy-a -----a -----a
      START_COURSE_ENVIRONMENT *                    OTHER      *             ------ ------ ------
      SEE_OWN_WORK             *                    OWN        *             -yyy-- ------ ------
      SEE_OWN_WORK             *                    OTHER      *             ------ ------ ------
      SEE_OWN_WORK             *                    NOBODY     *             ------ ------ ------
      USE_OWN_REPOSITORY       *                    OWN        BEFORE        --yy-- ------ ------
      USE_OWN_REPOSITORY       *                    OWN        DURING,AFTER  -yyy-- ------ ------
      USE_OWN_REPOSITORY       *                    OTHER      *             ------ ------ ------
      USE_OWN_REPOSITORY       *                    NOBODY     *             ------ ------ ------
      HAND_IN                  *                    OWN        BEFORE        --yy-- ------ ------
      HAND_IN                  *                    OWN        DURING        -yyy-- ------ ------
      HAND_IN                  *                    OWN        AFTER         ------ ------ ------
      HAND_IN                  *                    OTHER      *             ------ ------ ------
      HAND_IN                  *                    NOBODY     *             ------ ------ ------
      LOOK_AS_STUDENT          *                    *          *             -yyy-- ------ ------
      READ_SUBMISSION          OWNER                *          *             ---y-a -----a -----a
      READ_SUBMISSION          INVITED,COURSE       *          *             --yy-a -----a -----a
      READ_SUBMISSION          TENANT,EVERYONE      *          *             --yy-a -----a -----a
      GRADE                    OWNER                *          *             ---y-- ------ ------
      GRADE                    INVITED,COURSE       *          *             --yy-- ------ ------
      GRADE                    TENANT,EVERYONE      *          *             --yy-- ------ ------
      RELEASE_GRADES           *                    *          *             ---y-- ------ ------
      EDIT_ASSIGNMENT          *                    *          *             ---y-- ------ ------
      CHOOSE_CONTENT           *                    *          *             ---yy- ------ ------
      EXPORT_SUBMISSIONS       OWNER                *          *             ---y-a -----a -----a
      EXPORT_SUBMISSIONS       INVITED,COURSE       *          *             --yy-a -----a -----a
      EXPORT_SUBMISSIONS       TENANT,EVERYONE      *          *             --yy-a -----a -----a
      JOIN_SESSION             *                    OWN        *             yyyyyy yyyyyy yyyyyy
      JOIN_SESSION             INVITED              OTHER      *             -aaa-a -----a -----a
      JOIN_SESSION             INVITED              NOBODY     *             -aaa-a -----a -----a
      JOIN_SESSION             OWNER,COURSE         OTHER      *             -----a -----a -----a
      JOIN_SESSION             OWNER,COURSE         NOBODY     *             -----a -----a -----a
      JOIN_SESSION             TENANT,EVERYONE      OTHER      *             -----a -----a -----a
      JOIN_SESSION             TENANT,EVERYONE      NOBODY     *             -----a -----a -----a
      HELP_IN_SESSION          *                    OWN          *             yyyyyy yyyyyy yyyyyy
      HELP_IN_SESSION          COURSE               OTHER,NOBODY *             --aa-a -----a -----a
      HELP_IN_SESSION          OWNER,INVITED        OTHER,NOBODY *             -----a -----a -----a
      HELP_IN_SESSION          TENANT,EVERYONE      OTHER,NOBODY *             -----a -----a -----a
      MANAGE_SESSION           *                    OWN          *             yyyyyy yyyyyy yyyyyy
      MANAGE_SESSION           *                    OTHER,NOBODY *             -----a -----a -----a
      CREATE_ENVIRONMENT       *                    OWN,NOBODY *             ---yyy ----yy ----yy
      CREATE_ENVIRONMENT       *                    OTHER      *             ------ ------ ------
      SEE_PLATFORM             *                    *          *             -----y -----y -----y
      ADMINISTER               *                    *          *             -----y -----y -----y
      """;

  private static final List<Row> ROWS =
      TABLE.lines().map(line -> Row.of(line.split(" +"))).toList();

  @Test
  @Tag("WHO-01")
  void decidesAsTheTableSays() {
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Act act : Act.values()) {
      for (Reach reach : Reach.values()) {
        for (Whose whose : Whose.values()) {
          for (When when : When.values()) {
            Row row = row(act, reach, whose, when);
            for (Place place : Place.values()) {
              Subject subject = subject(place, whose, reach).at(when);
              StringBuilder said = new StringBuilder();
              for (Viewer viewer : viewers().values()) {
                said.append(letter(Access.decide(viewer, act, subject)));
                asked++;
              }
              if (!said.toString().equals(row.cell(place))) {
                wrong.add(
                    List.of(act, reach, whose, when, place) + ": " + said + ", not " + row.cells);
              }
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).isEqualTo(Act.values().length * 5 * 3 * 3 * 3 * 6);
  }

  @Test
  @Tag("WHO-01")
  void aRoleOfTheSiteTakesNothingAwayAndAddsOnlyItsOwn() {
    Subject work = subject(Place.COURSE, Whose.OTHER, Reach.OWNER);
    for (Role role : Role.values()) {
      Viewer author = viewer(role, Set.of(SiteRole.AUTHOR));
      for (Act act : List.of(Act.READ_SUBMISSION, Act.GRADE, Act.RELEASE_GRADES)) {
        assertThat(Access.decide(author, act, work).allowed())
            .as("%s %s", role, act)
            .isEqualTo(Access.decide(viewer(role, Set.of()), act, work).allowed());
      }
    }
  }

  @Test
  @Tag("WHO-01")
  void platformSupportSeesItsOwnPlatformAndNothingInACourse() {
    Viewer support = viewer(Role.NONE, Set.of(SiteRole.PLATFORM_SUPPORT));
    Set<Act> ownSession = Set.of(Act.JOIN_SESSION, Act.HELP_IN_SESSION, Act.MANAGE_SESSION);
    for (Place place : Place.values()) {
      for (Whose whose : Whose.values()) {
        Subject subject = subject(place, whose, Reach.OWNER);
        for (Act act : Act.values()) {
          boolean allowed =
              act == Act.SEE_HELP
                  || (act == Act.SEE_PLATFORM && place != Place.OTHER_TENANT)
                  || (ownSession.contains(act) && whose == Whose.OWN);
          assertThat(Access.decide(support, act, subject).allowed())
              .as("%s %s %s", act, place, whose)
              .isEqualTo(allowed);
        }
      }
    }
  }

  @Test
  @Tag("WHO-01")
  void staffMayLookAsAStudentAndNobodyAsMore() {
    assertThat(Access.role(viewer(Role.TEACHER, Set.of()), true)).isEqualTo(Role.STUDENT);
    assertThat(Access.role(viewer(Role.GRADER, Set.of()), true)).isEqualTo(Role.STUDENT);
    assertThat(Access.role(viewer(Role.STUDENT, Set.of()), true)).isEqualTo(Role.STUDENT);
    assertThat(Access.role(viewer(Role.NONE, Set.of()), true)).isEqualTo(Role.NONE);
    for (Role role : Role.values()) {
      assertThat(Access.role(viewer(role, Set.of()), false)).isEqualTo(role);
    }
  }

  @Test
  void saysNotFoundWhereForbiddenWouldTellThatItExists() {
    Viewer student = viewer(Role.STUDENT, Set.of());
    refuses(student, Act.READ_SUBMISSION, subject(Place.OTHER_COURSE, Whose.OTHER, Reach.OWNER))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
    refuses(student, Act.READ_SUBMISSION, subject(Place.COURSE, Whose.OTHER, Reach.OWNER))
        .satisfies(refused -> assertThat(refused.status()).isEqualTo(403));
  }

  @Test
  void saysOfDatesWhichOneItIsAndOnlyToWhoCouldDoItOtherwise() {
    Viewer student = viewer(Role.STUDENT, Set.of());
    Subject own = subject(Place.COURSE, Whose.OWN, Reach.OWNER);
    refuses(student, Act.HAND_IN, own.at(When.BEFORE))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("access.not-open-yet"));
    refuses(student, Act.HAND_IN, own.at(When.AFTER))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("access.closed"));
    Subject others = subject(Place.COURSE, Whose.OTHER, Reach.OWNER);
    refuses(student, Act.HAND_IN, others.at(When.AFTER))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("access.not-owner"));
  }

  private static org.assertj.core.api.ObjectAssert<Refused> refuses(
      Viewer viewer, Act act, Subject subject) {
    return assertThatThrownBy(() -> Access.require(viewer, act, subject))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Refused.class));
  }

  /** The one row that speaks of it: a table with two answers, or none, is no table. */
  private static Row row(Act act, Reach reach, Whose whose, When when) {
    List<Row> rows =
        ROWS.stream()
            .filter(
                row ->
                    row.act == act
                        && row.reaches.contains(reach)
                        && row.whose.contains(whose)
                        && row.whens.contains(when))
            .toList();
    assertThat(rows).as("%s %s %s %s", act, reach, whose, when).hasSize(1);
    return rows.get(0);
  }

  private static Map<String, Viewer> viewers() {
    Map<String, Viewer> viewers = new LinkedHashMap<>();
    viewers.put("none", viewer(Role.NONE, Set.of()));
    viewers.put("student", viewer(Role.STUDENT, Set.of()));
    viewers.put("grader", viewer(Role.GRADER, Set.of()));
    viewers.put("teacher", viewer(Role.TEACHER, Set.of()));
    viewers.put("author", viewer(Role.NONE, Set.of(SiteRole.AUTHOR)));
    viewers.put(
        "administrator",
        new Viewer(
            ME,
            TENANT,
            Optional.empty(),
            Role.NONE,
            Set.of(SiteRole.ADMINISTRATOR),
            Locale.ENGLISH));
    return viewers;
  }

  private static Viewer viewer(Role role, Set<SiteRole> siteRoles) {
    return new Viewer(ME, TENANT, Optional.of(COURSE), role, siteRoles, Locale.ENGLISH);
  }

  private static Subject subject(Place place, Whose whose, Reach reach) {
    return new Subject(
        "thing",
        "1",
        Optional.of(place == Place.OTHER_TENANT ? TenantId.random() : TENANT),
        Optional.of(place == Place.COURSE ? COURSE : CourseId.random()),
        switch (whose) {
          case OWN -> Optional.of(ME);
          case OTHER -> Optional.of(PersonId.random());
          case NOBODY -> Optional.empty();
        },
        reach);
  }

  private static String letter(Decision decision) {
    if (!decision.allowed()) {
      return "-";
    }
    return decision.audited() ? "a" : "y";
  }

  private record Row(
      Act act, List<Reach> reaches, List<Whose> whose, List<When> whens, List<String> cells) {

    static Row of(String[] words) {
      return new Row(
          Act.valueOf(words[0]),
          named(Reach.class, words[1]),
          named(Whose.class, words[2]),
          named(When.class, words[3]),
          List.of(words[4], words[5], words[6]));
    }

    String cell(Place place) {
      return cells.get(place.ordinal());
    }

    private static <E extends Enum<E>> List<E> named(Class<E> type, String names) {
      return names.equals("*")
          ? List.of(type.getEnumConstants())
          : Stream.of(names.split(",")).map(name -> Enum.valueOf(type, name)).toList();
    }
  }
}
