package org.mydocker.kernel.workspace;

import java.io.IOException;
import java.io.InputStream;

/**
 * Takes a snapshot as a tar stream while it arrives. Regular files and directories only; the stream
 * is closed for it.
 */
@FunctionalInterface
public interface TarReader<T> {
  T read(InputStream tar) throws IOException;
}
