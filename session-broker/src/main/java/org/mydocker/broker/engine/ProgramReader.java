package org.mydocker.broker.engine;

import java.io.IOException;

/** Makes something of what a program writes. */
@FunctionalInterface
public interface ProgramReader<T> {
  T read(ProgramOutput program) throws IOException;
}
