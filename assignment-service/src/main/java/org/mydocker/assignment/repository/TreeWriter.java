package org.mydocker.assignment.repository;

import java.io.IOException;
import java.io.InputStream;

/** Takes the files of a tree one after the other; each stream is read before the call returns. */
@FunctionalInterface
public interface TreeWriter {

  /**
   * @param path relative, parts separated by {@code /}
   * @param content read to its end here, closed by the caller
   * @throws TreeRefused when the tree breaks a limit or rule; the whole tree is then refused
   */
  void file(String path, boolean executable, InputStream content) throws IOException;
}
