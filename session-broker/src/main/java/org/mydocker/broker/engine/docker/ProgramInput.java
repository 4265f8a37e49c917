package org.mydocker.broker.engine.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is sent to a program, read on a thread of the transport. That thread tells nobody when the
 * reading fails, and the program would wait for the rest: so the failure is kept, and acted upon.
 */
final class ProgramInput extends FilterInputStream {
  private final CompletableFuture<IOException> failed = new CompletableFuture<>();

  ProgramInput(InputStream input) {
    super(input);
  }

  void whenItFails(Runnable act) {
    failed.thenRun(act);
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failed.getNow(null));
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException failure) {
      failed.complete(failure);
      throw failure;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (IOException failure) {
      failed.complete(failure);
      throw failure;
    }
  }
}
