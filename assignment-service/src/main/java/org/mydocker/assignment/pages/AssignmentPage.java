package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.git.GitTokens;
import org.mydocker.assignment.grading.Counting;
import org.mydocker.assignment.grading.Graded;
import org.mydocker.assignment.grading.Grades;
import org.mydocker.assignment.group.CourseGroup;
import org.mydocker.assignment.group.CourseGroups;
import org.mydocker.assignment.group.Extensions;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Submissions;
import org.mydocker.assignment.material.Version;
import org.mydocker.assignment.material.Versions;
import org.mydocker.assignment.work.Note;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.walls.markdown.Markdown;

/** Puts together the page of an assignment for one person in one role. */
@Singleton
class AssignmentPage {

  private final Versions versions;
  private final StudentWorks works;
  private final Submissions submissions;
  private final Grades grades;
  private final Counting counting;
  private final CourseGroups groups;
  private final Extensions extensions;
  private final GitTokens tokens;
  private final SiteSettings site;
  private final Clock clock;

  @Inject
  AssignmentPage(
      Versions versions,
      StudentWorks works,
      Submissions submissions,
      Grades grades,
      Counting counting,
      CourseGroups groups,
      Extensions extensions,
      GitTokens tokens,
      SiteSettings site,
      Clock clock) {
    this.versions = versions;
    this.works = works;
    this.submissions = submissions;
    this.grades = grades;
    this.counting = counting;
    this.groups = groups;
    this.extensions = extensions;
    this.tokens = tokens;
    this.site = site;
    this.clock = clock;
  }

  /**
   * A submission as the history shows it.
   *
   * @param timeKnown false where the time is that at which it was found again
   */
  public record HandedInLine(
      int number,
      Instant time,
      boolean timeKnown,
      boolean late,
      String lateBy,
      String door,
      String commit) {

    static HandedInLine of(HandedIn one, Locale locale) {
      return new HandedInLine(
          one.number(),
          one.ended(),
          one.timeKnown(),
          one.isLate(),
          Spans.text(one.late(), locale),
          one.door().name().toLowerCase(Locale.ROOT),
          one.commit().abbreviate(12).name());
    }
  }

  /**
   * @param as the role in which the viewer looks: a teacher may look as a student
   * @param token just made, shown this once
   */
  Page of(Assignment assignment, Viewer viewer, Role as, String said, Optional<String> token) {
    Optional<StudentWork> work = works.find(assignment, viewer.person(), as.staff());
    List<Version> published = versions.of(assignment.id());
    Map<String, Object> model = new HashMap<>();
    model.put("assignment", assignment);
    model.put("said", said);
    Viewer seen = viewer.as(as);
    model.put("staff", Access.decide(seen, Act.READ_SUBMISSION, assignment.subject()).allowed());
    model.put("teacher", Access.decide(seen, Act.EDIT_ASSIGNMENT, assignment.subject()).allowed());
    model.put("asStudent", viewer.role().staff() && !as.staff());
    model.put("query", viewer.role().staff() && !as.staff() ? "?as=student" : "");
    model.put("instructions", Markdown.html(assignment.details().instructions()));
    model.put("versions", published.size());
    times(assignment, seen, model);
    work(assignment, viewer, work, model);
    git(assignment, viewer, as, token, model);
    return Page.of("assignment/assignment", model);
  }

  private void times(Assignment assignment, Viewer seen, Map<String, Object> model) {
    Instant now = clock.instant();
    Schedule schedule = assignment.schedule();
    model.put(
        "opened",
        Access.decide(seen, Act.USE_OWN_REPOSITORY, assignment.subject(seen.person(), now))
            .allowed());
    model.put("closed", schedule.judge(now, now) instanceof Schedule.Timing.Closed);
    model.put("overdue", schedule.due().filter(now::isAfter).isPresent());
  }

  private void work(
      Assignment assignment, Viewer viewer, Optional<StudentWork> work, Map<String, Object> model) {
    List<HandedInLine> history =
        work.map(one -> submissions.of(one.id())).orElse(List.of()).stream()
            .map(one -> HandedInLine.of(one, viewer.locale()))
            .toList();
    model.put("history", history);
    model.put("last", history.stream().findFirst());
    model.put("begun", work.flatMap(StudentWork::opened).isPresent());
    model.put("version", work.map(StudentWork::handedOut).orElse(0));
    List<Note> notes = work.map(one -> works.notes(one.id())).orElse(List.of());
    model.put("notes", notes);
    Optional<Graded> grade =
        grades.find(assignment.id(), viewer.person()).filter(one -> one.released().isPresent());
    model.put("grade", grade);
    Optional<Double> counted = grade.flatMap(one -> counting.points(assignment, one));
    model.put("points", counted.map(GradingLine::number).orElse(""));
    model.put(
        "given",
        grade
            .filter(one -> counting.deducted(assignment, one))
            .flatMap(Graded::points)
            .map(GradingLine::number)
            .orElse(""));
    group(assignment, viewer, model);
    model.put("extended", extensions.until(assignment.id(), assignment.course(), viewer.person()));
  }

  /** For group work: with whom, and what one of them handed in last. */
  private void group(Assignment assignment, Viewer viewer, Map<String, Object> model) {
    Optional<CourseGroup> group =
        assignment.details().groupWork()
            ? groups.of(assignment.course(), viewer.person())
            : Optional.empty();
    model.put("group", group.map(CourseGroup::name).orElse(""));
    model.put(
        "groupLast",
        group.stream()
            .flatMap(one -> one.members().stream())
            .filter(mate -> !mate.equals(viewer.person()))
            .flatMap(mate -> works.find(assignment, mate, false).stream())
            .flatMap(work -> submissions.of(work.id()).stream().limit(1))
            .map(HandedIn::ended)
            .max(Comparator.naturalOrder()));
  }

  private void git(
      Assignment assignment,
      Viewer viewer,
      Role as,
      Optional<String> token,
      Map<String, Object> model) {
    model.put("token", token);
    model.put("tokenEnds", tokens.alive(assignment.id(), viewer.person(), as.staff()));
    model.put("cloneUrl", site.url("/git/" + assignment.id() + ".git").toString());
    model.put("folder", assignment.folder().value());
  }
}
