package org.mydocker.assignment.submission;

import org.mydocker.assignment.repository.StudentRepositoryId;

/** One handing-in: {@code refs/submissions/<number>} (or auto-collected), never changed. */
public record Submission(StudentRepositoryId repository, int number, SubmissionContent content) {}
