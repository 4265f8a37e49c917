package org.mydocker.assignment.work;

import java.util.UUID;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/**
 * A grader's look at one submission in an environment (broker.md ENV-14): an activity of its own,
 * so that its session is nobody else's.
 */
public record Reading(ActivityId id, UUID submission, PersonId grader) {}
