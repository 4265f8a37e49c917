package org.mydocker.web.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.web.session.BeginningVisits;

/**
 * From a visit in the LMS's frame to one of its own tab (SIGN-02). The frame's cookie is invisible
 * there, so a code goes along: single use, at most 60 seconds, naming the visit that asked and
 * where to go in it (SES-04).
 */
@ApplicationScoped
class PopOuts {

  private static final String PURPOSE = "pop-out";
  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final Pattern INSIDE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/._~-]{0,500}");

  private OneTimeCodes codes;
  private BeginningVisits visits;

  protected PopOuts() {}

  @Inject
  PopOuts(OneTimeCodes codes, BeginningVisits visits) {
    this.codes = codes;
    this.visits = visits;
  }

  /**
   * The address, on this host, that opens {@code inside} in a visit of its own; the dashboard if it
   * is no path of ours.
   */
  URI issue(Visit visit, String inside) {
    String safe = INSIDE.matcher(inside).matches() && !inside.contains("..") ? inside : "dashboard";
    return URI.create("/enter/" + codes.issue(PURPOSE, visit.id() + " " + safe, LIFE));
  }

  Optional<Ticket> redeem(String code) {
    return codes
        .redeem(PURPOSE, code)
        .flatMap(
            payload -> {
              String[] parts = payload.split(" ", 2);
              return visits
                  .alive(org.mydocker.kernel.page.VisitId.of(parts[0]))
                  .map(
                      visit ->
                          new Ticket(
                              visit.viewer(), visit.presentation().map(PopOuts::ownTab), parts[1]));
            });
  }

  private static Presentation ownTab(Presentation shown) {
    return new Presentation(false, shown.platformOrigin(), shown.returnUrl());
  }

  record Ticket(Viewer viewer, Optional<Presentation> presentation, String inside) {}
}
