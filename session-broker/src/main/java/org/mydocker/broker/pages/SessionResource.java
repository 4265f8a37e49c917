package org.mydocker.broker.pages;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.lifecycle.Idling;
import org.mydocker.broker.lifecycle.Seen;
import org.mydocker.broker.start.Hosting;
import org.mydocker.broker.start.LogText;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.broker.start.PersonalHomes;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.StartLog;
import org.mydocker.broker.start.Starts;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.activity.WorkBar;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;

/**
 * {@code sessions/ID}: the shell page around a running interface (site.md WEB-03), the start as it
 * goes on, or why it stopped; and the owner's buttons (RUN-05).
 */
@Path("v/{visit}/sessions/{id}")
public class SessionResource {

  private static final int LOG_LINES = 200;

  @Inject Visit visit;
  @Inject OwnSessions sessions;
  @Inject Starts starts;
  @Inject Idling idling;
  @Inject Gateway gateway;
  @Inject Catalogue catalogue;
  @Inject GuardedEngine engine;
  @Inject PersonalHomes homes;
  @Inject StartLog startLog;
  @Inject Clock clock;
  @Inject Hosting hosting;
  @Inject Instance<WorkBar.Source> workBars;
  @Inject Instance<People> people;

  @GET
  public Response show(@PathParam("id") String id, @QueryParam("to") String to) {
    if (sessions.mayHelp(Addresses.id(id, SessionId::of), visit.viewer())) {
      return Addresses.see(visit.path(Addresses.session(id) + "/help"));
    }
    Session session = session(id);
    Optional<String> inside = Addresses.inside(to);
    if (session.ready()) {
      return Response.ok(shell(session, inside)).build();
    }
    return session.state().ended() || session.state() == SessionState.STOPPING
        ? Response.ok(ended(session)).build()
        : Addresses.see(visit.path(Addresses.session(id) + "/start" + Addresses.to(inside)));
  }

  @GET
  @Path("start")
  public Response start(@PathParam("id") String id, @QueryParam("to") String to) {
    Session session = session(id);
    Optional<String> inside = Addresses.inside(to);
    boolean goesOn = !session.ready() && !session.state().ended();
    if (!goesOn || session.state() == SessionState.STOPPING) {
      return Addresses.see(visit.path(Addresses.session(id) + Addresses.to(inside)));
    }
    Map<String, Object> model = model(session);
    model.put("to", Addresses.to(inside));
    model.put("position", starts.position(session.id()).map(Object::toString).orElse(""));
    model.put("away", starts.away().isPresent());
    model.put("log", startLog.of(session));
    Map<String, String> begun = sessions.begun(session);
    Optional.ofNullable(begun.get("setAside")).ifPresent(folder -> model.put("setAside", folder));
    Optional.ofNullable(begun.get("left"))
        .filter(left -> !left.isEmpty())
        .ifPresent(left -> model.put("left", left));
    return Response.ok(Page.of("broker/start", model)).build();
  }

  @POST
  @Path("stop")
  public Response stop(@PathParam("id") String id) {
    sessions.stop(Addresses.id(id, SessionId::of), visit.viewer());
    return Addresses.see(visit.path(Addresses.session(id)));
  }

  @POST
  @Path("restart")
  public Response restart(@PathParam("id") String id) {
    SessionView again = sessions.restart(Addresses.id(id, SessionId::of), visit.viewer());
    return Addresses.see(visit.path(Addresses.session(again.id()) + "/start"));
  }

  @POST
  @Path("restart-last-good")
  public Response restartLastGood(@PathParam("id") String id) {
    SessionView again = sessions.restartLastGood(Addresses.id(id, SessionId::of), visit.viewer());
    return Addresses.see(visit.path(Addresses.session(again.id()) + "/start"));
  }

  @POST
  @Path("reset")
  public Response reset(@PathParam("id") String id) {
    SessionView again = sessions.reset(Addresses.id(id, SessionId::of), visit.viewer());
    return Addresses.see(visit.path(Addresses.session(again.id()) + "/start"));
  }

  @POST
  @Path("keep")
  public Response keep(@PathParam("id") String id) {
    sessions.keep(Addresses.id(id, SessionId::of), visit.viewer(), clock.instant());
    return Response.noContent().build();
  }

  /** The shell page's script saw somebody go into the interface while that still opens. */
  @POST
  @Path("touched")
  public Response touched(@PathParam("id") String id) {
    Session session = session(id);
    if (mine(session)) {
      gateway.touched(session.name());
    }
    return Response.noContent().build();
  }

  /** Straight into the interface, without the shell; for a new tab. */
  @GET
  @Path("enter")
  public Response enter(@PathParam("id") String id, @QueryParam("to") String to) {
    return Addresses.see(sessions.entrance(session(id).id(), visit.viewer(), path(id, to)));
  }

  /** The same address as JSON, for a script that opens the tab itself. */
  @GET
  @Path("entrance")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, String> entrance(@PathParam("id") String id, @QueryParam("to") String to) {
    return Map.of(
        "address", sessions.entrance(session(id).id(), visit.viewer(), path(id, to)).toString());
  }

  @GET
  @Path("logs")
  public Page logs(@PathParam("id") String id) {
    Session session =
        sessions.managed(Addresses.id(id, SessionId::of), visit.viewer(), "read its log");
    Map<String, Object> model = model(session);
    model.put("log", written(session));
    return Page.of("broker/logs", model);
  }

  private String written(Session session) {
    boolean there = session.ready() || session.state() == SessionState.STARTING;
    if (!there || session.place().isEmpty()) {
      return session.reason().map(SessionResource::log).orElse("");
    }
    try {
      return LogText.page(engine.logTail(session.place().get().container(), LOG_LINES), LOG_LINES);
    } catch (EngineUnavailable away) {
      throw new Refusal("broker.no-log-now", 503);
    } catch (EngineRefused gone) {
      return ""; // it ended at this moment: its page will say why
    }
  }

  /** What the shell page's script asks every few seconds. */
  @GET
  @Path("state")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> state(@PathParam("id") String id) {
    Session session = sessions.visible(Addresses.id(id, SessionId::of), visit.viewer());
    Map<String, Object> state = new HashMap<>();
    state.put("state", session.state().name().toLowerCase(Locale.ROOT));
    state.put("generation", session.generation());
    if (mine(session)) {
      state.put(
          "guests",
          hosting.guests(session).stream()
              .map(guest -> GuestsResource.name(people, guest.person()))
              .toList());
    }
    session.times().memoryRanOut().ifPresent(at -> state.put("memoryRanOut", at.toString()));
    Seen seen = Seen.of(session, gateway);
    seen.input().ifPresent(at -> state.put("lastInput", at.toString()));
    seen.save().ifPresent(at -> state.put("lastSave", at.toString()));
    starts.position(session.id()).ifPresent(place -> state.put("position", place));
    idling
        .end(session)
        .ifPresent(
            end -> {
              state.put("endsInSeconds", seconds(end));
              state.put("warn", !clock.instant().isBefore(end.warnFrom()));
              state.put("keepable", !end.byLifetime());
            });
    return state;
  }

  private long seconds(Idling.End end) {
    return Math.max(0, Duration.between(clock.instant(), end.at()).toSeconds());
  }

  private Page shell(Session session, Optional<String> inside) {
    visit
        .presentation()
        .ifPresent(
            shown -> sessions.framedBy(session.id(), visit.viewer(), shown.platformOrigin()));
    String path = inside.or(session::openPath).orElse("/");
    if (mine(session)) {
      gateway.opening(session.name());
    }
    Map<String, Object> model = model(session);
    model.put("entrance", sessions.entrance(session.id(), visit.viewer(), path).toString());
    model.put("to", Addresses.to(inside));
    model.put("generation", session.generation());
    model.put("memory", Long.toString(memory(session)));
    bar(session).ifPresent(bar -> model.put("bar", BarLine.of(bar)));
    model.put("guests", mine(session) && (hosting.invites(session) || guested(session)));
    model.put("owner", GuestsResource.name(people, session.key().person()));
    return Page.of("broker/shell", model);
  }

  /** What its role may use, in MiB. */
  private long memory(Session session) {
    return catalogue
        .recipe(session.key().environment(), session.version(), session.key().role())
        .size()
        .memory();
  }

  private boolean guested(Session session) {
    return !hosting.guests(session).isEmpty();
  }

  private boolean manages(Session session) {
    return Access.decide(visit.viewer(), Act.MANAGE_SESSION, session.subject(Reach.OWNER))
        .allowed();
  }

  /** The owner's buttons are for the owner, not for guests. */
  private boolean mine(Session session) {
    return visit.viewer().person().equals(session.key().person());
  }

  private Page ended(Session session) {
    Map<String, Object> model = model(session);
    bar(session).ifPresent(bar -> model.put("bar", BarLine.of(bar)));
    model.put("kept", session.home().filter(homes::keeps).isPresent());
    return session.state() == SessionState.FAILED
        ? Page.of("broker/failed", model)
        : Page.of("broker/stopped", model);
  }

  private Map<String, Object> model(Session session) {
    Map<String, Object> model = new HashMap<>();
    Optional<Entry> entry = catalogue.entry(session.key().environment(), visit.viewer().locale());
    model.put("id", session.id().toString());
    model.put("mine", mine(session));
    model.put("manages", manages(session));
    model.put("title", entry.map(found -> found.environment().title()).orElse(""));
    model.put("usualSeconds", entry.map(found -> EntryLine.of(found).usualSeconds()).orElse(0L));
    model.put("state", session.state().name().toLowerCase(Locale.ROOT));
    model.put("ended", session.state().ended());
    model.put("since", session.since());
    model.put("reason", session.reason().map(StopReason::code).orElse(""));
    model.put("why", Reasons.key(session.reason().map(StopReason::code).orElse("")));
    model.put("detail", session.reason().map(SessionResource::firstLine).orElse(""));
    model.put("log", session.reason().map(SessionResource::log).orElse(""));
    model.put("mine", visit.viewer().person().equals(session.key().person()));
    model.put("lastGood", sessions.lastGood(session).isPresent());
    model.put("resettable", sessions.resettable(session));
    model.put("staff", visit.viewer().role().staff());
    model.put("administrator", visit.viewer().administrator());
    return model;
  }

  private Optional<WorkBar> bar(Session session) {
    Viewer viewer = as(session.key().role());
    if (!mine(session)) {
      return Optional.empty();
    }
    return session
        .key()
        .activity()
        .flatMap(
            activity ->
                workBars.stream()
                    .flatMap(source -> source.of(activity, viewer).stream())
                    .findFirst());
  }

  /** A teacher in a session opened as a student is a student there, and hands in as one. */
  private Viewer as(Role role) {
    return visit.viewer().as(Access.role(visit.viewer(), role == Role.STUDENT));
  }

  private Session session(String id) {
    return sessions.required(Addresses.id(id, SessionId::of), visit.viewer(), "see");
  }

  private String path(String id, String to) {
    return Addresses.inside(to).or(() -> session(id).openPath()).orElse("/");
  }

  private static String firstLine(StopReason why) {
    return why.detail().lines().findFirst().orElse("");
  }

  private static String log(StopReason why) {
    int first = why.detail().indexOf('\n');
    return first < 0 ? "" : LogText.page(why.detail().substring(first + 1), LOG_LINES);
  }
}
