package org.mydocker.conformance;

import java.nio.file.Path;

/** A table that cannot be read as it should, said with file and line so that it can be mended. */
final class MalformedTable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedTable(Path file, int line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
