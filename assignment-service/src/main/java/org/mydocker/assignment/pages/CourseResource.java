package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Submissions;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.Course;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;

/** The home of a course here: its assignments, and for teachers who helps to grade (ROL-14). */
@Path("v/{visit}/course")
public class CourseResource {

  @Inject Visit visit;
  @Inject Assignments assignments;
  @Inject AssignmentDoor door;
  @Inject StudentWorks works;
  @Inject Submissions submissions;
  @Inject People people;
  @Inject Roster roster;
  @Inject Audit audit;
  @Inject Rows rows;
  @Inject Clock clock;

  /** An assignment in the course's list. */
  public record CourseLine(
      String id, String title, Optional<Instant> due, Optional<Instant> handedIn) {}

  @GET
  public Page home() {
    CourseId course = seen();
    List<CourseLine> lines =
        assignments.of(course).stream()
            .map(one -> door.extended(one, visit.viewer().person()))
            .filter(this::shown)
            .map(this::line)
            .toList();
    return Page.of(
        "assignment/course",
        Map.of(
            "course",
            name(course),
            "lines",
            lines,
            "staff",
            may(Act.READ_SUBMISSION, course),
            "teacher",
            may(Act.EDIT_ASSIGNMENT, course)));
  }

  @GET
  @Path("people")
  public Page people(@QueryParam("said") @DefaultValue("") String said) {
    CourseId course = taught();
    return Page.of(
        "assignment/people",
        Map.of(
            "course", name(course),
            "members", roster.members(course).stream().map(this::line).toList(),
            "said", said.equals("changed") ? said : ""));
  }

  /**
   * A member in the list of people.
   *
   * @param change the role that the button gives; empty where there is none
   */
  public record MemberLine(
      String id, String name, String position, boolean enrolled, String change) {}

  private MemberLine line(Member member) {
    return new MemberLine(
        member.person().toString(),
        member.name(),
        word(member.position()),
        member.enrolled(),
        member.change().filter(role -> !me(member.person())).map(CourseResource::word).orElse(""));
  }

  private static String word(Enum<?> role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private boolean me(PersonId person) {
    return visit.viewer().person().equals(person);
  }

  @POST
  @Path("people")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response delegate(
      @FormParam("person") @DefaultValue("") String person,
      @FormParam("role") @DefaultValue("") String role) {
    CourseId course = taught();
    PersonId chosen = new PathId(person).person();
    Role given =
        Arrays.stream(Role.values())
            .filter(one -> word(one).equals(role) && !me(chosen))
            .findFirst()
            .orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    rows.run(
        manager -> {
          roster.delegate(course, chosen, given);
          audit.record(
              visit.viewer(),
              Act.EDIT_ASSIGNMENT,
              Subject.ofPerson("membership", course.toString(), course, chosen),
              "delegated as " + given);
        });
    return Response.seeOther(visit.path("course/people?said=changed")).build();
  }

  /** Before it opens only staff knows of it (lti.md L-07). */
  private boolean shown(Assignment assignment) {
    Viewer viewer = visit.viewer();
    Subject own = assignment.subject(viewer.person(), clock.instant());
    return Access.decide(viewer, Act.USE_OWN_REPOSITORY, own).allowed();
  }

  private CourseLine line(Assignment assignment) {
    boolean staff = visit.viewer().role().staff();
    Optional<Instant> handedIn =
        works
            .find(assignment, visit.viewer().person(), staff)
            .flatMap(work -> submissions.of(work.id()).stream().findFirst())
            .map(HandedIn::ended);
    return new CourseLine(
        assignment.id().toString(), assignment.title(), assignment.schedule().due(), handedIn);
  }

  private CourseId seen() {
    CourseId course =
        visit.viewer().course().orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
    Access.require(
        visit.viewer(),
        Act.SEE_OWN_WORK,
        Subject.ofPerson("course", course.toString(), course, visit.viewer().person()));
    return course;
  }

  private CourseId taught() {
    CourseId course = seen();
    Access.require(
        visit.viewer(), Act.EDIT_ASSIGNMENT, Subject.ofCourse("course", course.toString(), course));
    return course;
  }

  private boolean may(Act act, CourseId course) {
    return Access.decide(visit.viewer(), act, Subject.ofCourse("course", course.toString(), course))
        .allowed();
  }

  private String name(CourseId course) {
    return people.course(course).map(Course::title).orElse("");
  }
}
