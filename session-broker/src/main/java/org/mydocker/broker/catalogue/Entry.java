package org.mydocker.broker.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.mydocker.kernel.environment.Environment;

/**
 * A line of the catalogue as a page shows it (broker.md ENV-03).
 *
 * @param usual how long a start took lately; zero before the first
 */
public record Entry(
    Environment environment,
    int version,
    String software,
    Recipe.Size size,
    String maintainer,
    List<URI> sources,
    String joinCode,
    Duration usual) {

  public Entry {
    sources = List.copyOf(sources);
  }
}
