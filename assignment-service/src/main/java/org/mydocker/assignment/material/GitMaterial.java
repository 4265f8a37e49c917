package org.mydocker.assignment.material;

import java.io.IOException;
import org.mydocker.assignment.repository.FileSource;

/** Fetches the files of one commit from a Git URL (ACT-21). */
public interface GitMaterial {

  /** What to do with the files while they are there. */
  @FunctionalInterface
  interface Taking<T> {
    /**
     * @param origin the URL and the reference, without any credential
     */
    T take(FileSource files, String origin) throws IOException;
  }

  /**
   * Fetches, hands the files over, and removes what was fetched.
   *
   * @throws UnusableMaterial when it cannot be had
   */
  <T> T fetch(MaterialChoice.Git source, Taking<T> taking);
}
