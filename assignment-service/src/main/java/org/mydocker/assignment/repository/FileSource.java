package org.mydocker.assignment.repository;

import java.io.IOException;

/** Files from somewhere (an archive, a fetched commit, a working copy), streamed on demand once. */
@FunctionalInterface
public interface FileSource {

  void streamTo(TreeWriter tree) throws IOException;
}
