package org.mydocker.assignment.catalogue;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.mydocker.assignment.group.CourseGroups;
import org.mydocker.assignment.group.Extensions;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Decision;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;

/**
 * The one way for a request to come by an assignment (ACT-20): the kernel decides, what touches
 * another person's work is audited (WHO-02), and an id that does not exist is answered exactly like
 * one of another course.
 */
@Singleton
public class AssignmentDoor {

  private final Assignments assignments;
  private final Audit audit;
  private final CourseGroups groups;
  private final Extensions extensions;
  private final Rows rows;
  private final Clock clock;

  @Inject
  public AssignmentDoor(
      Assignments assignments,
      Audit audit,
      CourseGroups groups,
      Extensions extensions,
      Rows rows,
      Clock clock) {
    this.assignments = assignments;
    this.groups = groups;
    this.extensions = extensions;
    this.audit = audit;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * For a launch that names it. One of elsewhere is answered like one that never was, whoever asks,
   * and noted: an activity with that id was copied, or tried (lti.md L-08).
   */
  public Assignment launched(ActivityId id, Viewer viewer) {
    Optional<Assignment> named = assignments.find(id);
    Optional<Assignment> here = named.filter(one -> viewer.in(one.course()));
    if (here.isEmpty()) {
      named.ifPresent(one -> launchedElsewhere(viewer, one.subject()));
      throw new Refusal("assignment.elsewhere", 403, Map.of());
    }
    return opened(id, viewer);
  }

  private void launchedElsewhere(Viewer viewer, Subject subject) {
    String reason = "refused: launched from another course than its own";
    rows.run(manager -> audit.record(viewer, Act.USE_OWN_REPOSITORY, subject, reason));
  }

  /** For looking at the viewer's own part, at any time. */
  public Assignment own(ActivityId id, Viewer viewer) {
    return own(id, viewer, Act.SEE_OWN_WORK);
  }

  /** For working on it, which begins when it opens. */
  public Assignment opened(ActivityId id, Viewer viewer) {
    return own(id, viewer, Act.USE_OWN_REPOSITORY);
  }

  /** For handing it in, from when it opens to the cut-off. */
  public Assignment handingIn(ActivityId id, Viewer viewer) {
    return handingIn(id, viewer, clock.instant());
  }

  /** The same for a transfer that began then, however long it took to come. */
  public Assignment handingIn(ActivityId id, Viewer viewer, Instant begun) {
    return own(id, viewer, Act.HAND_IN, begun);
  }

  /**
   * For what a session asks through the inner door, for its own person, activity and role
   * (broker.md GATE-04); empty for a session of something else.
   */
  public Optional<Assignment> inside(SessionKey key, Act act, Locale locale) {
    return key.activity()
        .flatMap(assignments::find)
        .map(assignment -> own(assignment.id(), holder(assignment, key, locale), act));
  }

  /** The assignment with the dates that hold for that person (ACT-12). */
  public Assignment extended(Assignment assignment, PersonId person) {
    return extensions
        .until(assignment.id(), assignment.course(), person)
        .map(assignment::extended)
        .orElse(assignment);
  }

  private static Viewer holder(Assignment assignment, SessionKey key, Locale locale) {
    return new Viewer(
        key.person(),
        assignment.tenant(),
        Optional.of(assignment.course()),
        key.role(),
        Set.of(),
        locale);
  }

  /** Whether a hand-in of the viewer's would be taken now. */
  public boolean takesNow(Assignment assignment, Viewer viewer) {
    Subject own = assignment.subject(viewer.person(), clock.instant());
    return Access.decide(viewer, Act.HAND_IN, own).allowed();
  }

  private Assignment own(ActivityId id, Viewer viewer, Act act) {
    return own(id, viewer, act, clock.instant());
  }

  private Assignment own(ActivityId id, Viewer viewer, Act act, Instant at) {
    Assignment assignment = extended(known(id), viewer.person());
    Subject subject = assignment.subject(viewer.person(), at);
    Decision decision = Access.decide(viewer, act, subject);
    if (decision.refused().filter(Refused.Reason.NOT_OPEN_YET::equals).isPresent()) {
      throw notOpenYet(assignment, viewer.locale());
    }
    Access.require(viewer, act, subject);
    return assignment;
  }

  /** Access decides that it is too early; only here it is known until when. */
  private static Refusal notOpenYet(Assignment assignment, Locale locale) {
    Instant opens = assignment.schedule().opens().orElseThrow();
    return new Refusal("assignment.not-open-yet", 403, Map.of("when", opening(opens, locale)));
  }

  private static String opening(Instant moment, Locale locale) {
    boolean french = locale.getLanguage().equals("fr");
    ZonedDateTime there = moment.atZone(ZoneId.systemDefault());
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(french ? Locale.FRANCE : Locale.UK)
            .format(there)
        + " "
        + DateTimeFormatter.ofPattern("z", Locale.UK).format(there);
  }

  /** For what teachers decide. */
  public Assignment editing(ActivityId id, Viewer teacher) {
    Assignment assignment = known(id);
    Access.require(teacher, Act.EDIT_ASSIGNMENT, assignment.subject());
    return assignment;
  }

  /** For acts on everyone's work at once: the list, the download; each line is asked for itself. */
  public Assignment staff(ActivityId id, Viewer viewer, Act act, String reason) {
    Assignment assignment = known(id);
    Subject subject = assignment.subject();
    noted(viewer, act, subject, reason, Access.require(viewer, act, subject));
    return assignment;
  }

  /** For acts on one other person's work. */
  public Assignment others(ActivityId id, Viewer viewer, Act act, PersonId student, String reason) {
    Assignment assignment = known(id);
    Subject subject = others(assignment, viewer, student);
    noted(viewer, act, subject, reason + " of " + student, Access.require(viewer, act, subject));
    return assignment;
  }

  /**
   * For looking at what was sent for such an act; whoever then shows or does something notes it.
   */
  public Assignment wishing(ActivityId id, Viewer viewer, Act act, PersonId student) {
    Assignment assignment = known(id);
    Access.require(viewer, act, others(assignment, viewer, student));
    return assignment;
  }

  private Subject others(Assignment assignment, Viewer viewer, PersonId student) {
    return work(assignment, student, groups.delegated(assignment.course(), viewer.person()));
  }

  /** Whose work the viewer may see or take of an assignment that is open to the viewer's role. */
  public Predicate<PersonId> whose(Assignment assignment, Viewer viewer, Act act) {
    Optional<Set<PersonId>> delegated = groups.delegated(assignment.course(), viewer.person());
    return student -> Access.decide(viewer, act, work(assignment, student, delegated)).allowed();
  }

  /** One student's work, as it is open to a grader who was given those people, or all. */
  private static Subject work(
      Assignment assignment, PersonId student, Optional<Set<PersonId>> delegated) {
    boolean given = delegated.isEmpty() || delegated.get().contains(student);
    return assignment.subject(student).reaching(given ? Subject.Reach.COURSE : Subject.Reach.OWNER);
  }

  private void noted(Viewer viewer, Act act, Subject subject, String reason, Decision decision) {
    String how = decision.audited() ? reason + " (from outside of the course)" : reason;
    rows.run(manager -> audit.record(viewer, act, subject, how));
  }

  private Assignment known(ActivityId id) {
    return assignments.find(id).orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
  }
}
