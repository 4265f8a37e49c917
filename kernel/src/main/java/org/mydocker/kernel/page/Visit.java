package org.mydocker.kernel.page;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.people.Viewer;

/**
 * The web session in which a request is made (site.md section 3). Injectable in the modules'
 * resources, which live under the path {@code v/{visit}/...}; a request without a valid visit never
 * reaches them.
 */
public interface Visit {

  VisitId id();

  Viewer viewer();

  /** The token that every form of a page carries as {@code csrf} (SES-10). */
  String csrf();

  /** Empty for a visit that no launch began. */
  Optional<Presentation> presentation();

  Instant end();

  /**
   * The address, on this host, of a path inside the visit: {@code path("assignments/1")} is {@code
   * /v/VISIT/assignments/1}.
   */
  URI path(String inside);
}
