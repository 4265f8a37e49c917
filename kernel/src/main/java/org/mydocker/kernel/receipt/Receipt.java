package org.mydocker.kernel.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.mydocker.kernel.activity.ActivityId;

/**
 * What a student can prove by a submission (assignments.md ACT-09). Everything in it comes from the
 * stored submission, so that it can be made again, equal, at any time.
 *
 * @param pseudonym stable for one student in one assignment, and tells nobody who that is
 * @param number of the submission, from 1
 * @param commit and {@code tree} are Git object ids
 * @param received by the server's clock
 * @param late zero when it was on time
 * @param handoutVersion the version that the work is based on; 0 for none
 */
public record Receipt(
    ActivityId assignment,
    String pseudonym,
    int number,
    String commit,
    String tree,
    List<File> files,
    Instant received,
    Duration late,
    int handoutVersion) {

  /** One file of the submission; {@code sha256} in lower-case hex. */
  public record File(String path, long size, String sha256) {}

  public Receipt {
    Objects.requireNonNull(assignment);
    Objects.requireNonNull(received);
    files = List.copyOf(files);
  }
}
