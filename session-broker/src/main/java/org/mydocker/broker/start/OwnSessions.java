package org.mydocker.broker.start;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.broker.catalogue.Rights;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.guests.Guests;
import org.mydocker.broker.home.HomeRefused;
import org.mydocker.broker.home.SetAside;
import org.mydocker.broker.start.SessionStore.Wish;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Decision;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.access.Subject.Reach;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.environment.Sessions;
import org.mydocker.kernel.environment.StartEvent;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;

/**
 * The broker as the other modules and the pages know it: opens, shows and stops sessions for a
 * viewer, after asking whether the viewer may.
 */
public final class OwnSessions implements Sessions {

  private static final Logger LOG = System.getLogger(OwnSessions.class.getName());
  private static final int LONGEST_LEFT = 500;
  private static final StopReason BY_STAFF = new StopReason("by-staff", "");

  private final SessionStore store;
  private final Catalogue catalogue;
  private final PersonalHomes homes;
  private final Turnstile turnstile;
  private final Progress progress;
  private final Trail trail;
  private final Guests guests;
  private final Set<Watch> watched =
      Collections.newSetFromMap(Collections.synchronizedMap(new Latest()));

  /** What happens outside of the rows when a session is opened, entered or stopped. */
  public interface Turnstile {
    /** Somebody waits in the queue. */
    void queued();

    /** It runs and is opened again: bring its files up to date before it is shown. */
    void reopened(Session session);

    /** It is to be stopped: see to it. */
    void stopping(Session session);

    /** It is to be stopped: see to it before returning. */
    void stopNow(Session session);

    /** Another origin may frame it from now on. */
    void framed(Session session);

    /** The address to frame, for this viewer. */
    URI entrance(Session session, Viewer viewer, String path);
  }

  /** Who is told when someone acts upon what is another's (site.md WHO-02). */
  @FunctionalInterface
  public interface Trail {
    void record(Viewer viewer, Act act, Subject subject, String reason);
  }

  public OwnSessions(
      SessionStore store,
      Catalogue catalogue,
      PersonalHomes homes,
      Turnstile turnstile,
      Progress progress,
      Trail trail,
      Guests guests) {
    this.store = store;
    this.catalogue = catalogue;
    this.homes = homes;
    this.turnstile = turnstile;
    this.progress = progress;
    this.trail = trail;
    this.guests = guests;
  }

  @Override
  public SessionView open(SessionKey key, Viewer viewer) {
    return open(key, viewer, entry -> new Wish(entry.version(), Optional.empty(), Map.of()));
  }

  private SessionView open(SessionKey key, Viewer viewer, Function<Entry, Wish> wish) {
    if (key.role() != Access.role(viewer, key.role() == Role.STUDENT)) {
      throw new Refused(Refused.Reason.ROLE);
    }
    Entry entry =
        catalogue
            .entry(key.environment(), viewer.locale())
            .orElseThrow(() -> new Refusal("broker.no-environment", 404));
    Decision decision = Rights.requireStart(viewer, entry.environment(), key.person());
    Session session = store.open(key, viewer, wish.apply(entry));
    if (decision.audited()) {
      trail.record(viewer, Act.START_COURSE_ENVIRONMENT, subject(session, viewer), "open");
    }
    if (session.state() == SessionState.READY) {
      turnstile.reopened(session);
    } else {
      turnstile.queued();
    }
    return view(session, viewer);
  }

  @Override
  public Optional<SessionView> find(SessionId id, Viewer viewer) {
    return store
        .find(id)
        .filter(session -> decide(session, viewer).allowed())
        .map(session -> view(session, viewer));
  }

  @Override
  public List<SessionView> of(Viewer viewer) {
    return store.of(viewer.person()).stream()
        .map(session -> view(session, viewer))
        .sorted(
            Comparator.comparing((SessionView view) -> turn(view.state()))
                .thenComparing(SessionView::since, Comparator.reverseOrder()))
        .toList();
  }

  /** Running ones first, then those that are on their way (ENV-03). */
  private static int turn(SessionState state) {
    return state == SessionState.READY ? 0 : state.ended() ? 2 : 1;
  }

  @Override
  public void stop(SessionId id, Viewer viewer, StopReason why) {
    Session session = managed(id, viewer, "stop: " + why.code());
    store.stopping(session.id(), why).ifPresent(turnstile::stopping);
  }

  /** Stops it for who pressed the button, who is told apart: its owner, or staff (RUN-04). */
  public void stop(SessionId id, Viewer viewer) {
    Session session = managed(id, viewer, "stop");
    store.stopping(session.id(), by(viewer, session)).ifPresent(turnstile::stopping);
  }

  private static StopReason by(Viewer viewer, Session session) {
    return viewer.person().equals(session.key().person()) ? StopReason.BY_OWNER : BY_STAFF;
  }

  /** Ends it if it runs, and starts it anew (RUN-05). */
  public SessionView restart(SessionId id, Viewer viewer) {
    Session session = owned(id, viewer, "restart");
    store.stopping(id, by(viewer, session)).ifPresent(turnstile::stopNow);
    return open(session.key(), viewer);
  }

  /** The last version and image that worked for its owner, if it is another than now (RUN-05). */
  public Optional<Good> lastGood(Session session) {
    return store.lastGood(session.key()).filter(good -> good.differs(session));
  }

  /** The same as a restart, with that version and image; the next start is the usual one again. */
  public SessionView restartLastGood(SessionId id, Viewer viewer) {
    Session session = owned(id, viewer, "restart with the last good version");
    Good good =
        store.lastGood(session.key()).orElseThrow(() -> new Refusal("broker.no-good-version", 409));
    end(session, viewer);
    return open(
        session.key(),
        viewer,
        entry -> new Wish(good.version(), Optional.of(good.image()), Map.of()));
  }

  /** Whether there are settings of its owner's that a reset could move away. */
  public boolean resettable(Session session) {
    return session.home().filter(homes::keeps).isPresent();
  }

  /** Ends it, moves the hidden settings of its home away, and starts it anew (RUN-05). */
  public SessionView reset(SessionId id, Viewer viewer) {
    Session session = owned(id, viewer, "reset");
    if (!resettable(session)) {
      throw new Refusal("broker.nothing-to-reset", 409);
    }
    end(session, viewer);
    SetAside aside = setAside(session);
    return open(
        session.key(), viewer, entry -> new Wish(entry.version(), Optional.empty(), facts(aside)));
  }

  /** What the first event of the present start told. */
  public Map<String, String> begun(Session session) {
    return store.events(session.id(), session.generation(), 0).stream()
        .findFirst()
        .map(StartEvent::facts)
        .orElse(Map.of());
  }

  private Session owned(SessionId id, Viewer viewer, String reason) {
    Session session = managed(id, viewer, reason);
    if (!viewer.person().equals(session.key().person())) {
      throw new Refused(Refused.Reason.NOT_OWNER); // it would be stopped, and not start again
    }
    return session;
  }

  private void end(Session session, Viewer viewer) {
    store.stopping(session.id(), by(viewer, session)).ifPresent(turnstile::stopNow);
    if (store.find(session.id()).filter(now -> now.state().ended()).isEmpty()) {
      throw new Refusal("broker.still-stopping", 409);
    }
  }

  private SetAside setAside(Session session) {
    try {
      return homes.setAside(session.home().orElseThrow());
    } catch (HomeRefused | EngineFailure failure) {
      LOG.log(Level.WARNING, "no reset of session " + session.id(), failure);
      throw new Refusal("broker.not-reset", 503);
    }
  }

  private static Map<String, String> facts(SetAside aside) {
    Map<String, String> facts = new HashMap<>();
    facts.put("setAside", aside.moved().isEmpty() ? "" : aside.folder());
    String left = String.join(", ", aside.left());
    facts.put("left", left.length() <= LONGEST_LEFT ? left : left.substring(0, LONGEST_LEFT) + "…");
    return facts;
  }

  /** Puts off the end for lack of use (RUN-03). */
  public void keep(SessionId id, Viewer viewer, Instant now) {
    store.active(required(id, viewer, "keep").id(), now, false);
  }

  /** Lets an origin frame the session: the platform's, in whose page the viewer sees it. */
  public void framedBy(SessionId id, Viewer viewer, URI origin) {
    Session session = required(id, viewer, "frame");
    if (!session.ancestors().contains(origin.toString())) {
      store.framedBy(id, origin.toString()).ifPresent(turnstile::framed);
    }
  }

  @Override
  public Flow.Publisher<StartEvent> progress(SessionId id) {
    return progress.of(id);
  }

  @Override
  public URI entrance(SessionId id, Viewer viewer, String path) {
    Session session = required(id, viewer, "enter");
    if (session.state() != SessionState.READY) {
      throw new Refusal("broker.not-ready", 409, Map.of());
    }
    return turnstile.entrance(session, viewer, path);
  }

  /**
   * The session, if the viewer may see it; for what a page asks every few seconds. Who watches
   * another's is written down at the first look.
   */
  public Session visible(SessionId id, Viewer viewer) {
    Session session = store.find(id).orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    Subject subject = subject(session, viewer);
    if (Access.require(viewer, Act.JOIN_SESSION, subject).audited()
        && watched.add(new Watch(viewer.person(), id))) {
      trail.record(viewer, Act.JOIN_SESSION, subject, "watch");
    }
    return session;
  }

  /** The session, if the viewer may be in it; what is another's is written down. */
  public Session required(SessionId id, Viewer viewer, String reason) {
    return required(id, viewer, Act.JOIN_SESSION, reason);
  }

  /** The session, if the viewer may act upon it as its owner does: no guest may. */
  public Session managed(SessionId id, Viewer viewer, String reason) {
    return required(id, viewer, Act.MANAGE_SESSION, reason);
  }

  Session required(SessionId id, Viewer viewer, Act act, String reason) {
    Session session = store.find(id).orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    Subject subject = subject(session, viewer);
    if (Access.require(viewer, act, subject).audited()) {
      trail.record(viewer, act, subject, reason);
    }
    return session;
  }

  private record Watch(PersonId viewer, SessionId session) {}

  /** So many that nobody watches more at once; who was forgotten is written down again. */
  private static final class Latest extends LinkedHashMap<Watch, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Watch, Boolean> eldest) {
      return size() > MOST;
    }
  }

  private Decision decide(Session session, Viewer viewer) {
    return Access.decide(viewer, Act.JOIN_SESSION, subject(session, viewer));
  }

  /** Whether the viewer may come in by saying why, and is not in yet. */
  public boolean mayHelp(SessionId id, Viewer viewer) {
    return store
        .find(id)
        .filter(session -> !decide(session, viewer).allowed())
        .filter(
            session ->
                Access.decide(viewer, Act.HELP_IN_SESSION, subject(session, viewer)).allowed())
        .isPresent();
  }

  /** To whom it is open besides its owner: a guest, or the course's staff if a student's. */
  private Subject subject(Session session, Viewer viewer) {
    boolean guest =
        !viewer.person().equals(session.key().person())
            && guests.find(session.id(), session.generation(), viewer.person()).isPresent();
    Reach others = session.key().role() == Role.STUDENT ? Reach.COURSE : Reach.OWNER;
    return session.subject(guest ? Reach.INVITED : others);
  }

  private SessionView view(Session session, Viewer viewer) {
    String title =
        catalogue
            .entry(session.key().environment(), viewer.locale())
            .map(entry -> entry.environment().title())
            .orElse("");
    return new SessionView(
        session.id(),
        session.key(),
        title,
        session.state(),
        session.since(),
        session.state().ended() ? session.reason() : Optional.empty(),
        session.times().lastInput());
  }
}
