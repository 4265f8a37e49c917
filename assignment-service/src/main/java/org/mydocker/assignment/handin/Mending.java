package org.mydocker.assignment.handin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.submission.Submitting;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.assignment.work.WorkingCopies;

/**
 * Compares refs and rows at a start, mends what can be mended and reports the rest (DATA-04). A row
 * that was coming is finished if its ref is there, and forgotten if not: nobody had a receipt for
 * it. A ref that no row knows (a database that is older than the repositories) gets one, with the
 * present time, since no other is known, and is not late. A row whose ref is missing gets it back
 * if its commit is there.
 */
@Singleton
public class Mending {

  private final Assignments assignments;
  private final StudentWorks works;
  private final WorkingCopies workingCopies;
  private final Submissions submissions;
  private final Submitting submitting;
  private final Repositories repositories;
  private final Clock clock;

  @Inject
  public Mending(
      Assignments assignments,
      StudentWorks works,
      WorkingCopies workingCopies,
      Submissions submissions,
      Repositories repositories,
      Clock clock) {
    this.assignments = assignments;
    this.works = works;
    this.workingCopies = workingCopies;
    this.submissions = submissions;
    this.submitting = new Submitting(repositories);
    this.repositories = repositories;
    this.clock = clock;
  }

  /** What was found, one sentence each, for the log. */
  public List<String> mend() {
    List<String> findings = new ArrayList<>();
    for (Assignment assignment : assignments.all()) {
      for (StudentWork work : works.of(assignment)) {
        findings.addAll(compared(assignment, work));
      }
    }
    return List.copyOf(findings);
  }

  /** One that cannot be compared, being in use or broken, keeps none of the others from it. */
  private List<String> compared(Assignment assignment, StudentWork work) {
    try {
      return repositories.exists(work.repository())
          ? workingCopies.alone(assignment, work.person(), work.staff(), () -> mend(work))
          : List.of("the repository of work " + work.id() + " is missing");
    } catch (RuntimeException e) {
      return List.of("work " + work.id() + " could not be compared: " + e);
    }
  }

  private List<String> mend(StudentWork work) {
    List<String> findings = new ArrayList<>();
    Map<Integer, ObjectId> refs = new HashMap<>();
    submitting.submitted(work.repository()).forEach(ref -> refs.put(ref.number(), ref.commit()));
    for (HandedIn row : submissions.of(work.id())) {
      if (refs.remove(row.number()) == null) {
        findings.add(restored(work, row));
      }
    }
    for (HandedIn coming : submissions.unfinished(work.id())) {
      findings.add(finished(coming, refs));
    }
    refs.forEach((number, commit) -> findings.add(adopted(work, number, commit)));
    return findings;
  }

  private String restored(StudentWork work, HandedIn row) {
    boolean there =
        repositories.changing(
            work.repository(),
            repository -> {
              boolean known = repository.getObjectDatabase().has(row.commit());
              if (known) {
                Refs.create(repository, Refs.SUBMISSIONS + row.number(), row.commit());
              }
              return known;
            });
    String what = "submission " + row.number() + " of work " + work.id();
    return there ? what + ": ref restored" : what + ": its commit is missing on disk";
  }

  private String finished(HandedIn coming, Map<Integer, ObjectId> refs) {
    for (Map.Entry<Integer, ObjectId> ref : refs.entrySet()) {
      if (ref.getValue().equals(coming.commit())) {
        submissions.stays(coming.id(), ref.getKey());
        refs.remove(ref.getKey());
        return "submission " + ref.getKey() + " of work " + coming.work() + ": row finished";
      }
    }
    submissions.forget(coming.id());
    return "a submission of work " + coming.work() + " was never stored: row forgotten";
  }

  private String adopted(StudentWork work, int number, ObjectId commit) {
    Instant now = clock.instant();
    ObjectId tree =
        repositories.reading(work.repository(), repository -> Commits.treeOf(repository, commit));
    HandedIn row =
        new HandedIn(
            UUID.randomUUID(),
            work.id(),
            0,
            commit,
            tree,
            Door.RECOVERED,
            now,
            now,
            Duration.ZERO,
            work.handedOut());
    submissions.coming(row);
    submissions.stays(row.id(), number);
    return "submission " + number + " of work " + work.id() + ": row written anew";
  }
}
