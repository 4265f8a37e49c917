package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the files of an archive go, one after the other.
 *
 * <p>An archive may be refused after some files were delivered: keep nothing of them before {@link
 * Unpacker#unpack} has returned. The body ends with the call; what is left unread is read away and
 * counted.
 */
@FunctionalInterface
public interface Sink {
  void file(SafePath path, boolean executable, InputStream body) throws IOException;
}
