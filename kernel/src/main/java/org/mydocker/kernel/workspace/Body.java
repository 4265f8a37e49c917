package org.mydocker.kernel.workspace;

import java.io.IOException;
import java.io.InputStream;

/** Bytes to write, opened when their turn comes. */
public interface Body {

  long size();

  InputStream open() throws IOException;
}
