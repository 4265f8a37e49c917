package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.collection.Collecting;
import org.mydocker.assignment.collection.ExportingWork;
import org.mydocker.assignment.collection.Line;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.grading.Counting;
import org.mydocker.assignment.grading.Graded;
import org.mydocker.assignment.grading.Grading;
import org.mydocker.assignment.handin.AutoCollected;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Receipts;
import org.mydocker.assignment.work.Reading;
import org.mydocker.assignment.work.Readings;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.environment.Sessions;
import org.mydocker.kernel.grade.GradeBook;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.problem.Refusal;

/**
 * One student's work, for those who grade: the files, the files in an environment of their own
 * (broker.md ENV-14), points and comment (ACT-17).
 */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/submissions/{person: [0-9a-f-]{36}}")
public class GradingResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject Collecting collecting;
  @Inject Receipts receipts;
  @Inject ExportingWork exporting;
  @Inject Readings readings;
  @Inject Sessions sessions;
  @Inject Grading grading;
  @Inject Counting counting;
  @Inject GradeBook gradeBook;

  @PathParam("id")
  PathId id;

  @PathParam("person")
  PathId person;

  @GET
  public Page work() {
    Assignment assignment = asking(Act.READ_SUBMISSION, "work");
    Line line = line(assignment);
    Map<String, Object> typed = new HashMap<>();
    typed.put("points", line.grade().flatMap(Graded::points).map(GradingLine::number).orElse(""));
    typed.put("comment", line.grade().map(Graded::comment).orElse(""));
    return page(assignment, line, typed, List.of());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response grade(@Context HttpServletRequest sent) {
    Assignment assignment = door.wishing(id.activity(), visit.viewer(), Act.GRADE, student());
    Line line = line(assignment);
    Map<String, String> values = SentForm.plain(sent);
    String comment = values.getOrDefault("comment", "").strip();
    String text = values.getOrDefault("points", "").strip().replace(',', '.');
    List<Problem> problems = new ArrayList<>(problems(assignment, text, comment));
    String newest = newest(line);
    if (!values.getOrDefault("submission", newest).equals(newest)) {
      problems.add(Problem.of("comment", Problem.NEWER));
    }
    if (!problems.isEmpty()) {
      asking(Act.READ_SUBMISSION, "work");
      Page shown = page(assignment, line, Map.of("points", text, "comment", comment), problems);
      return Response.status(400).entity(shown.status(400)).build();
    }
    Optional<Double> points = text.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(text));
    asking(Act.GRADE, "grade");
    grading.grade(
        assignment,
        visit.viewer(),
        collecting.gradedTogether(assignment, student()),
        line.last().map(HandedIn::id),
        points,
        comment);
    String path = AssignmentTarget.path(assignment) + "/submissions?said=graded";
    return Response.seeOther(visit.path(path)).build();
  }

  @POST
  @Path("open")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response open() {
    Assignment assignment = asking(Act.READ_SUBMISSION, "work, in an environment,");
    HandedIn last = last(line(assignment));
    EnvironmentId environment =
        assignment
            .details()
            .environment()
            .orElseThrow(() -> new Refusal("assignment.no-environment", 409));
    Reading reading = readings.of(last.id(), visit.viewer().person());
    SessionKey key =
        new SessionKey(
            visit.viewer().person(), environment, Optional.of(reading.id()), visit.viewer().role());
    SessionView session = sessions.open(key, visit.viewer());
    return Response.seeOther(visit.path("sessions/" + session.id() + "/start")).build();
  }

  /** One that this person handed in; a group's other ones are found by who handed them in. */
  @GET
  @Path("{number: [1-9][0-9]{0,8}}.zip")
  public Response zip(@PathParam("number") int number) {
    Assignment assignment = asking(Act.READ_SUBMISSION, "files");
    Line.Handed handed =
        line(assignment).own(number).orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    StudentWork work = handed.work();
    String name = assignment.folder() + "-" + work.id().toString().substring(0, 8) + "-" + number;
    StreamingOutput zip =
        out -> exporting.one(name, work.repository(), handed.submission().commit(), out);
    return Downloads.of(name + ".zip", "application/zip", zip);
  }

  /** What was taken at the due date: no submission (ACT-13). */
  @GET
  @Path("auto-collected.zip")
  public Response autoCollected() {
    Assignment assignment = asking(Act.READ_SUBMISSION, "files that were collected");
    Line line = line(assignment);
    AutoCollected taken = line.collected().orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    StudentWork work = line.work().orElseThrow();
    String name = assignment.folder() + "-" + work.id().toString().substring(0, 8) + "-auto";
    StreamingOutput zip = out -> exporting.one(name, work.repository(), taken.commit(), out);
    return Downloads.of(name + ".zip", "application/zip", zip);
  }

  @POST
  @Path("resend")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response resend() {
    Assignment assignment = asking(Act.GRADE, "grade sent again");
    assignment.column().ifPresent(column -> gradeBook.resend(column, student()));
    String path = AssignmentTarget.path(assignment) + "/submissions?said=resent";
    return Response.seeOther(visit.path(path)).build();
  }

  private Assignment asking(Act act, String what) {
    return door.others(id.activity(), visit.viewer(), act, student(), what);
  }

  private PersonId student() {
    return person.person();
  }

  private Line line(Assignment assignment) {
    return collecting
        .line(assignment, student())
        .orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
  }

  private Optional<Double> counted(Assignment assignment, Line line) {
    return line.grade().flatMap(grade -> counting.points(assignment, grade));
  }

  /** Which submission a form was about: a newer one is not graded unseen. */
  private static String newest(Line line) {
    return line.last().map(one -> one.id().toString()).orElse("");
  }

  private static HandedIn last(Line line) {
    return line.last().orElseThrow(() -> new Refusal("assignment.not-handed-in", 409));
  }

  private static List<Problem> problems(Assignment assignment, String points, String comment) {
    if (comment.length() > Graded.LONGEST_COMMENT) {
      return List.of(Problem.of("comment", "comment-long"));
    }
    int maximum = assignment.details().points().orElse(0);
    boolean number = points.matches("[0-9]{1,6}(\\.[0-9]{1,4})?");
    boolean within = number && maximum > 0 && Double.parseDouble(points) <= maximum;
    if (!points.isEmpty() && !within) {
      return List.of(Problem.of("points", "grade", Integer.toString(maximum)));
    }
    return List.of();
  }

  private Page page(
      Assignment assignment, Line line, Map<String, ?> typed, List<Problem> problems) {
    Map<String, Object> model = new HashMap<>();
    model.put("assignment", assignment);
    model.put("line", GradingLine.of(line, counted(assignment, line), visit.viewer().locale()));
    model.put("typed", typed);
    model.put("problems", problems);
    model.put(
        "wrong", problems.stream().filter(Problem::isOfWhatWasTyped).map(Problem::field).toList());
    model.put("submission", newest(line));
    model.put(
        "history",
        line.handedIn().stream()
            .map(one -> GradingLine.Handed.of(line, one, visit.viewer().locale()))
            .toList());
    model.put(
        "files",
        line.handedIn().stream()
            .limit(1)
            .flatMap(one -> receipts.of(assignment, one.work(), one.submission()).files().stream())
            .toList());
    model.put("released", line.grade().flatMap(Graded::released));
    return Page.of("assignment/work", model);
  }
}
