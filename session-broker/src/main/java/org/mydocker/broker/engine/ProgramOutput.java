package org.mydocker.broker.engine;

import java.io.InputStream;

/** The two streams of a program that runs, read by who started it. */
public interface ProgramOutput {

  /** Its standard output, as it comes; ends when the program has ended. */
  InputStream output();

  /** All of its standard error; complete once the output was read to its end. At most 32 MiB. */
  byte[] complaints();
}
