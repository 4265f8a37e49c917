package org.mydocker.web.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.NewestVisit;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.page.Visits;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.web.metrics.Arrivals;

/**
 * Begins and ends visits for who has verified a person: the launch, the administrator's link, the
 * pop-out code.
 */
@ApplicationScoped
public class BeginningVisits implements Visits, NewestVisit {

  private VisitStore store;
  private HttpServletRequest request;
  private Arrivals arrivals;

  protected BeginningVisits() {}

  @Inject
  BeginningVisits(VisitStore store, HttpServletRequest request, Arrivals arrivals) {
    this.store = store;
    this.request = request;
    this.arrivals = arrivals;
  }

  @Override
  public Visit begin(
      Viewer viewer, Optional<Presentation> presentation, HttpServletResponse response) {
    OpenVisit visit = store.begin(viewer, presentation);
    VisitCookies.give(request, response, visit);
    arrivals.begun(viewer.role());
    return visit;
  }

  @Override
  public Optional<Visit> newest() {
    return VisitCookies.newest(request)
        .flatMap(id -> VisitCookies.secret(request, id).flatMap(secret -> store.find(id, secret)));
  }

  /** A visit by its id alone, for one-time codes that name it. */
  public Optional<Visit> alive(VisitId id) {
    return store.alive(id).map(visit -> visit);
  }

  /** Ends one visit and takes its cookie (SES-16). */
  public void end(VisitId id, HttpServletResponse response) {
    store.end(id);
    VisitCookies.take(response, id);
  }

  @Override
  public void endAll(TenantId tenant) {
    store.endAll(tenant);
  }
}
