package org.mydocker.web.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.people.Viewer;

/** The visit of the request at hand, as the modules' resources have it injected. */
@RequestScoped
class CurrentVisit implements Visit {

  private OpenVisit visit;

  protected CurrentVisit() {}

  @Inject
  CurrentVisit(HttpServletRequest request) {
    this.visit = (OpenVisit) request.getAttribute(OpenVisit.ATTRIBUTE);
  }

  @Override
  public VisitId id() {
    return open().id();
  }

  @Override
  public Viewer viewer() {
    return open().viewer();
  }

  @Override
  public String csrf() {
    return open().csrf();
  }

  @Override
  public Optional<Presentation> presentation() {
    return open().presentation();
  }

  @Override
  public Instant end() {
    return open().end();
  }

  @Override
  public URI path(String inside) {
    return open().path(inside);
  }

  private OpenVisit open() {
    if (visit == null) {
      throw new IllegalStateException("asked for a visit outside of /v/");
    }
    return visit;
  }
}
