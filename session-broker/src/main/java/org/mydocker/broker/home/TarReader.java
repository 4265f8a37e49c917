package org.mydocker.broker.home;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes something of a tar stream (GNU flavour, names in UTF-8): folders and regular files only.
 * Keep what is made to yourself until the snapshot is returned: it is thrown away if the helper
 * failed.
 */
@FunctionalInterface
public interface TarReader<T> {
  T read(InputStream tar) throws IOException;
}
