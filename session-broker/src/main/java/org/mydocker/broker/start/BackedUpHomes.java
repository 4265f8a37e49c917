package org.mydocker.broker.start;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.home.SavedHomes;
import org.mydocker.broker.home.WholeHomes;

/** Every home that lasts, for a backup (site.md BAK-01): scratch homes end with their session. */
public final class BackedUpHomes {

  private final PersonalHomes homes;
  private final WholeHomes whole;
  private final SavedHomes saved;

  public BackedUpHomes(PersonalHomes homes, WholeHomes whole, SavedHomes saved) {
    this.homes = homes;
    this.whole = whole;
    this.saved = saved;
  }

  /** Their names, which say nothing of a person. */
  public List<String> names() {
    return homes.lasting().stream().map(VolumeName::value).toList();
  }

  /**
   * Writes one as a tar; one that a restore left and nobody needed since is written as it waits.
   *
   * @throws RuntimeException of the engine or the helper, with the reason in its message
   */
  public void write(String name, OutputStream tar) {
    VolumeName home = new VolumeName(name);
    Optional<Path> waiting = saved.waiting(home);
    if (waiting.isEmpty() || homes.there(home)) {
      whole.pack(home, tar);
      return;
    }
    try {
      Files.copy(waiting.get(), tar);
    } catch (IOException e) {
      throw new UncheckedIOException("copying " + waiting.get(), e);
    }
  }
}
