package org.mydocker.kernel.environment;

import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.people.Viewer;

/** The catalogue. */
public interface Environments {

  Optional<Environment> find(EnvironmentId id);

  /** What the viewer may start, by title. */
  List<Environment> visibleTo(Viewer viewer);
}
