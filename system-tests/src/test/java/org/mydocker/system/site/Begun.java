package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that the command began: there to be looked at. */
final class Begun implements Application {

  private final Path log;

  Begun(Path log) {
    this.log = log;
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException("the command starts it");
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException("the command ends it");
  }

  @Override
  public void stop() {
    kill();
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public long pid() {
    throw new UnsupportedOperationException("the command knows it");
  }

  @Override
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
