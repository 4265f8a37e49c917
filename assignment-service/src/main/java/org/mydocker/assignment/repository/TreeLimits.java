package org.mydocker.assignment.repository;

/**
 * How large a tree of files may be, as it would lie on a disk and not as it is packed (SAFE-04).
 *
 * @param paths files in all
 * @param bytes of all files together, each counted as often as it appears
 * @param fileBytes of one file
 * @param depth directories above a file
 * @param pathBytes of one path in UTF-8
 */
public record TreeLimits(int paths, long bytes, long fileBytes, int depth, int pathBytes) {

  public static final TreeLimits STANDARD =
      new TreeLimits(20_000, 512L << 20, 128L << 20, 40, 1_000);

  public TreeLimits {
    if (paths < 1 || bytes < 1 || fileBytes < 1 || depth < 1 || pathBytes < 1) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
