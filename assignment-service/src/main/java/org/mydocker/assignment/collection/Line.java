package org.mydocker.assignment.collection;

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
 * @param group of the person, for group work; work, last and count are then those of whoever of it
 *     handed in last
 * @param collected what was taken at the due date without a hand-in
 * @param count how often that person handed in
 * @param sending where the grade stands on its way to the platform
 */
public record Line(
    PersonId person,
    String name,
    boolean enrolled,
    Optional<String> group,
    Optional<StudentWork> work,
    Optional<HandedIn> last,
    Optional<AutoCollected> collected,
    int count,
    Optional<Graded> grade,
    Optional<GradeState> sending) {}
