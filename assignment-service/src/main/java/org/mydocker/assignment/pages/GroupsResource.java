package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mydocker.assignment.group.CourseGroup;
import org.mydocker.assignment.group.CourseGroups;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;

/** The groups of a course: who works together, and whose work a grader is given. */
@Path("v/{visit}/course/groups")
public class GroupsResource {

  private static final int MOST_GROUPS = 500;

  @Inject Visit visit;
  @Inject CourseGroups groups;
  @Inject Roster roster;
  @Inject Audit audit;
  @Inject Rows rows;
  @Context HttpServletRequest sent;

  /** Somebody whom a group's form offers. */
  public record Choice(String id, String name, boolean chosen, String elsewhere) {}

  /** A group and what its form offers. */
  public record Shown(String id, String name, List<Choice> members, List<Choice> graders) {}

  @GET
  public Page list(@QueryParam("said") @DefaultValue("") String said) {
    CourseId course = taught();
    List<Member> people = roster.members(course);
    List<CourseGroup> all = groups.of(course);
    return Page.of(
        "assignment/groups",
        Map.of(
            "groups",
            all.stream().map(group -> shown(group, all, people)).toList(),
            "said",
            said.equals("changed") ? said : ""));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response add() {
    CourseId course = taught();
    if (groups.of(course).size() >= MOST_GROUPS) {
      throw new Refusal("assignment.form", 400);
    }
    String name = name(course, Set.of());
    return put(course, new CourseGroup(UUID.randomUUID(), name, Set.of(), Set.of()));
  }

  @POST
  @Path("{group: [0-9a-f-]{36}}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(@PathParam("group") String group) {
    CourseId course = taught();
    CourseGroup before = known(course, group);
    List<Member> people = roster.members(course);
    Set<PersonId> members = chosen("member", people, member -> member.role() == Role.STUDENT);
    Set<PersonId> graders = chosen("grader", people, member -> member.role() == Role.GRADER);
    String name = name(course, Set.of(before.name()));
    return put(course, new CourseGroup(before.id(), name, members, graders));
  }

  @POST
  @Path("{group: [0-9a-f-]{36}}/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response remove(@PathParam("group") String group) {
    CourseId course = taught();
    CourseGroup gone = known(course, group);
    rows.run(
        manager -> {
          groups.remove(course, gone.id());
          note(course, "group removed: " + gone.name());
        });
    return changed();
  }

  private Response put(CourseId course, CourseGroup group) {
    rows.run(
        manager -> {
          groups.put(course, group);
          note(
              course,
              "group %s: members %s, delegated to %s"
                  .formatted(group.name(), group.members(), group.graders()));
        });
    return changed();
  }

  private void note(CourseId course, String what) {
    String reason = what.length() > 400 ? what.substring(0, 400) + "…" : what;
    audit.record(
        visit.viewer(),
        Act.EDIT_ASSIGNMENT,
        Subject.ofCourse("groups", course.toString(), course),
        reason);
  }

  private Response changed() {
    return Response.seeOther(visit.path("course/groups?said=changed")).build();
  }

  private CourseGroup known(CourseId course, String group) {
    return groups
        .find(course, UUID.fromString(group))
        .orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
  }

  private String name(CourseId course, Set<String> own) {
    String name = sent.getParameter("name") == null ? "" : sent.getParameter("name").strip();
    boolean taken =
        groups.of(course).stream()
            .map(CourseGroup::name)
            .anyMatch(other -> other.equals(name) && !own.contains(other));
    if (name.isEmpty() || name.length() > CourseGroup.LONGEST_NAME || taken) {
      throw new Refusal("assignment.group-name", 400);
    }
    return name;
  }

  /** Of the people of the course alone, whatever a form says. */
  private Set<PersonId> chosen(String field, List<Member> people, Predicate<Member> fits) {
    String[] values = sent.getParameterValues(field);
    Set<String> named =
        values == null ? Set.of() : Arrays.stream(values).collect(Collectors.toSet());
    return people.stream()
        .filter(fits)
        .map(Member::person)
        .filter(person -> named.contains(person.toString()))
        .collect(Collectors.toSet());
  }

  private static Shown shown(CourseGroup group, List<CourseGroup> all, List<Member> people) {
    List<Choice> members =
        people.stream()
            .filter(one -> one.role() == Role.STUDENT && one.enrolled())
            .map(one -> choice(one, group.members(), elsewhere(one, group, all)))
            .toList();
    List<Choice> graders =
        people.stream()
            .filter(one -> one.role() == Role.GRADER)
            .map(one -> choice(one, group.graders(), ""))
            .toList();
    return new Shown(group.id().toString(), group.name(), members, graders);
  }

  private static Choice choice(Member member, Set<PersonId> chosen, String elsewhere) {
    return new Choice(
        member.person().toString(), member.name(), chosen.contains(member.person()), elsewhere);
  }

  private static String elsewhere(Member member, CourseGroup group, List<CourseGroup> all) {
    return all.stream()
        .filter(other -> !other.id().equals(group.id()))
        .filter(other -> other.members().contains(member.person()))
        .map(CourseGroup::name)
        .findFirst()
        .orElse("");
  }

  private CourseId taught() {
    CourseId course =
        visit.viewer().course().orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
    Access.require(
        visit.viewer(), Act.EDIT_ASSIGNMENT, Subject.ofCourse("course", course.toString(), course));
    return course;
  }
}
