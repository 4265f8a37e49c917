package org.mydocker.broker.home;

import java.nio.file.Path;

/** For tests in which no restore left a home. */
public final class NoneSaved {

  public static final SavedHomes HERE = new SavedHomes(Path.of("target", "no-such-folder"), null);

  private NoneSaved() {}
}
