package org.mydocker.assignment.collection;

import java.util.List;
import java.util.Optional;
import org.mydocker.assignment.grading.Graded;
import org.mydocker.assignment.handin.AutoCollected;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.kernel.grade.GradeState;
import org.mydocker.kernel.people.PersonId;

/**
 * One person's line in the list of submissions.
 *
 * @param enrolled false for who handed in and is not in the course's list any more
 * @param group of the person, for group work; what was handed in is then everybody's of it
 * @param work from which was handed in last; before that, the person's own
 * @param handedIn everything, the last one first, which is the one that counts
 * @param collected what was taken at the due date without a hand-in
 * @param sending where the grade stands on its way to the platform
 */
public record Line(
    PersonId person,
    String name,
    boolean enrolled,
    Optional<String> group,
    Optional<StudentWork> work,
    List<Handed> handedIn,
    Optional<AutoCollected> collected,
    Optional<Graded> grade,
    Optional<GradeState> sending) {

  /**
   * A submission and whose hand it came from.
   *
   * @param work in whose repository it is
   * @param name of the person who handed it in
   */
  public record Handed(StudentWork work, String name, HandedIn submission) {}

  public Optional<HandedIn> last() {
    return handedIn.stream().map(Handed::submission).findFirst();
  }

  /** The person's own of that number; those of others in the group are found by their lines. */
  public Optional<Handed> own(int number) {
    return handedIn.stream()
        .filter(one -> one.work().person().equals(person))
        .filter(one -> one.submission().number() == number)
        .findFirst();
  }
}
