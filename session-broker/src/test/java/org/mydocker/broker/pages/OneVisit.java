package org.mydocker.broker.pages;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.Viewer;

/** A visit of one viewer, without a web around it. */
record OneVisit(Viewer viewer) implements Visit {

  @Override
  public VisitId id() {
    throw new UnsupportedOperationException("no page asks for it");
  }

  @Override
  public String csrf() {
    return "a-token";
  }

  @Override
  public Optional<Presentation> presentation() {
    return Optional.empty();
  }

  @Override
  public Instant end() {
    return Instant.MAX;
  }

  @Override
  public URI path(String inside) {
    return URI.create("/v/visit/" + inside);
  }
}
