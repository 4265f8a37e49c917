package org.mydocker.assignment.merge;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Who the other side of a merge is, and how files that meet are named.
 *
 * @param restores whether a file that the student deleted comes back though the other side did not
 *     change it
 * @param label of the other side's file placed beside: {@code x (v2).bin}
 * @param stamp of the student's file that gave way: {@code x__20261120104500.bin}
 */
record Side(boolean restores, String label, String stamp) {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /** A handout version: what the student deleted comes back (NBG-15). */
  static Side handout(int version, Instant now) {
    return new Side(true, "v" + version, STAMP.format(now));
  }

  /** The student's own push: what was deleted in the working copy stays so. */
  static Side push(Instant now) {
    return new Side(false, "pushed", STAMP.format(now));
  }

  String beside(String path, int attempt) {
    return named(path, " (" + label + (attempt > 0 ? "-" + attempt : "") + ")");
  }

  String givenWay(String path, int attempt) {
    return named(path, "__" + stamp + (attempt > 0 ? "_" + attempt : ""));
  }

  private static String named(String path, String addition) {
    int name = path.lastIndexOf('/') + 1;
    int dot = path.lastIndexOf('.');
    int end = dot > name ? dot : path.length();
    return path.substring(0, end) + addition + path.substring(end);
  }
}
