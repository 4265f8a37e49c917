package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.broker.start.Starts;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;

/**
 * {@code dashboard}: one's own sessions, running ones first, and what else can be started (ENV-03).
 */
@Path("v/{visit}/dashboard")
public class DashboardResource {

  @Inject Visit visit;
  @Inject OwnSessions sessions;
  @Inject Catalogue catalogue;
  @Inject Starts starts;

  @GET
  public Page dashboard() {
    List<SessionView> own = sessions.of(visit.viewer());
    Map<String, Object> model = new HashMap<>();
    model.put("sessions", own.stream().map(SessionLine::of).toList());
    model.put(
        "environments", catalogue.entriesFor(visit.viewer()).stream().map(EntryLine::of).toList());
    model.put("away", starts.away().isPresent());
    return Page.of("broker/dashboard", model);
  }
}
