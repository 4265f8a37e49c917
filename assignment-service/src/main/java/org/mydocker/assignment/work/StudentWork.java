package org.mydocker.assignment.work;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/**
 * One person's work on one assignment, kept in one repository.
 *
 * @param id random; also the stable pseudonym on receipts
 * @param staff a teacher's or grader's own preview, apart from what the same person does "as a
 *     student" (CLICK-09), and never counted as a student's
 * @param handedOut number of the version last brought to the working copy, or cloned from
 * @param opened when the working copy was filled first; empty before
 * @param saved when the newest file of the working copy had been saved, as of its last snapshot
 */
public record StudentWork(
    UUID id,
    ActivityId assignment,
    PersonId person,
    boolean staff,
    StudentRepositoryId repository,
    int handedOut,
    Optional<Instant> opened,
    Optional<Instant> saved) {}
