package org.mydocker.web.session;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.Viewer;

/** A visit as one request sees it. */
record OpenVisit(
    VisitId id,
    Viewer viewer,
    String secret,
    String csrf,
    Optional<Presentation> presentation,
    Instant end)
    implements Visit {

  /** The request attribute under which {@link VisitFilter} leaves it. */
  static final String ATTRIBUTE = OpenVisit.class.getName();

  static OpenVisit of(VisitRow row, Viewer viewer, String secret) {
    return new OpenVisit(
        new VisitId(row.id), viewer, secret, Secrets.csrf(secret), row.presentation(), row.ends);
  }

  @Override
  public URI path(String inside) {
    return URI.create("/v/" + id + "/" + inside);
  }

  @Override
  public String toString() {
    return "visit " + id;
  }
}
