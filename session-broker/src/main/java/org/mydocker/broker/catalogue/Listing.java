package org.mydocker.broker.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.environment.Environment.Visibility;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.TenantId;

/**
 * What people see of an environment before they start it (broker.md ENV-01); the same for all its
 * versions.
 *
 * @param sources where what it is made of can be read
 */
public record Listing(
    Words english,
    Words french,
    Visibility visibility,
    Optional<TenantId> tenant,
    Optional<CourseId> course,
    String maintainer,
    List<URI> sources) {

  public Listing {
    sources = List.copyOf(sources);
    sources.forEach(Listing::requireWeb);
  }

  /**
   * @param description Markdown
   */
  public record Words(String title, String description) {}

  private static void requireWeb(URI source) {
    String scheme = source.getScheme();
    if (source.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new IllegalArgumentException("not an address of the web: " + source);
    }
  }
}
