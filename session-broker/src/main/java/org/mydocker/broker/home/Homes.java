package org.mydocker.broker.home;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;

/**
 * Homes as volumes of the engine (HOME-01): the name is random and tells nothing of a person; which
 * home is whose is known to the database alone. Driver and options come by settings.
 */
public final class Homes {
  private static final int NAME_BYTES = 16;

  private final Engine engine;
  private final HomeFiles files;
  private final RandomGenerator random;
  private final VolumeOptions options;
  private final SavedHomes saved;

  /** The random generator must be a secure one: a home's name is not to be guessed. */
  public Homes(
      Engine engine,
      HomeFiles files,
      RandomGenerator random,
      String installation,
      String driver,
      Map<String, String> driverOptions,
      SavedHomes saved) {
    this.engine = engine;
    this.files = files;
    this.random = random;
    this.saved = saved;
    this.options =
        new VolumeOptions(driver, driverOptions, SessionLabels.ofInstallation(installation));
  }

  /** A name for a home that does not exist yet: write it down first, then create it. */
  public VolumeName newName() {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return new VolumeName("mydocker-home-" + HexFormat.of().formatHex(bytes));
  }

  /** Makes the home and makes it ready, with what a restore left for it; again is no error. */
  public void create(VolumeName home) {
    boolean there = exists(home);
    if (!there) {
      saved.begin(home);
    }
    engine.createVolume(home, options);
    files.prepare(home);
    if (!there) {
      saved.fill(home);
    }
  }

  /** Moves its hidden names into a new folder of it; see {@link HomeFiles#setAside}. */
  public SetAside setAside(VolumeName home, String newFolder, Set<String> keep) {
    return files.setAside(home, newFolder, keep);
  }

  /** Whether it is there with all that belongs into it. */
  public boolean exists(VolumeName home) {
    return engine.volumeExists(home) && !saved.begun(home);
  }

  /** Removes the home with all that is in it; refused while a container has it. */
  public void remove(VolumeName home) {
    engine.removeVolume(home);
  }

  /** All homes of this installation, those that nobody remembers too. */
  public List<VolumeName> all() {
    return engine.volumes(options.labels());
  }
}
