package org.mydocker.assignment.repository.http;

import java.time.Duration;
import org.mydocker.assignment.repository.TreeLimits;

/**
 * How much one push may be (SAFE-02, SAFE-04).
 *
 * @param packBytes as sent
 * @param objectBytes of one object, inflated
 * @param commandBytes of the list of refs
 * @param commits new in one push
 * @param silence longest wait for the next bytes
 * @param duration longest request in all
 */
public record PushLimits(
    TreeLimits tree,
    long packBytes,
    long objectBytes,
    long commandBytes,
    int commits,
    Duration silence,
    Duration duration) {

  public static final PushLimits STANDARD =
      new PushLimits(
          TreeLimits.STANDARD,
          256L << 20,
          TreeLimits.STANDARD.fileBytes(),
          64 << 10,
          5_000,
          Duration.ofSeconds(30),
          Duration.ofMinutes(15));
}
