package org.mydocker.broker.start;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.engine.PullProgress;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StartEvent;

/**
 * Starts as people watch them (START-03): everything told so far, then live, then the end. The rows
 * are the only memory, so who comes late, or to another instance, sees the same; a signal only
 * makes it quick. Places in the queue, bytes and log lines are told for those who are watched. The
 * last two are of this moment and become no events: each watch is told what they are now.
 */
public final class Progress {

  private static final Set<SessionState> WAITING =
      Set.of(SessionState.QUEUED, SessionState.PULLING);

  private final SessionStore store;
  private final Starts starts;
  private final Catalogue catalogue;
  private final PullBoard pulls;
  private final StartLog log;
  private final Executor pool;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Map<SessionId, Map<String, String>> told = new ConcurrentHashMap<>();
  private final Map<SessionId, Moment> moments = new ConcurrentHashMap<>();
  private final Map<SessionId, Image> images = new ConcurrentHashMap<>();

  /** What is to be said of one start at this moment. */
  private record Moment(int generation, SessionState state, Map<String, String> facts) {}

  /** The image that a start waits for. */
  private record Image(int generation, String name) {}

  public Progress(
      SessionStore store,
      Starts starts,
      Catalogue catalogue,
      PullBoard pulls,
      StartLog log,
      Signals signals,
      Executor pool) {
    this.store = store;
    this.starts = starts;
    this.catalogue = catalogue;
    this.pulls = pulls;
    this.log = log;
    this.pool = pool;
    signals.listen(
        session -> watches.stream().filter(watch -> watch.id.equals(session)).forEach(Watch::wake));
  }

  /** Ends with the event of a state in which nothing more happens by itself. */
  public Flow.Publisher<StartEvent> of(SessionId id) {
    return subscriber -> {
      Watch watch = new Watch(id, subscriber);
      watches.add(watch);
      subscriber.onSubscribe(watch);
    };
  }

  /** Looks after all who watch; to be done every second or two. */
  public void tick() {
    pulls.write(starts.pulls());
    Set<SessionId> watched = watched();
    told.keySet().retainAll(watched);
    images.keySet().retainAll(watched);
    if (!watched.isEmpty()) {
      Map<SessionId, Integer> places = starts.positions();
      places.keySet().retainAll(watched);
      places.forEach(this::tellPlace);
      tellBytes(watched);
    }
    watches.forEach(Watch::wake);
  }

  /** Asks the engine for what is written by those that start and are watched; as often. */
  public void listen() {
    Set<SessionId> watched = watched();
    moments.keySet().retainAll(watched);
    for (SessionId id : watched) {
      store
          .find(id)
          .filter(session -> session.state() == SessionState.STARTING)
          .ifPresent(this::hear);
    }
  }

  private void hear(Session session) {
    String lines = log.of(session);
    if (!lines.isEmpty()) {
      now(session, Map.of("log", lines));
    }
  }

  private Set<SessionId> watched() {
    return watches.stream().map(watch -> watch.id).collect(Collectors.toSet());
  }

  private void tellPlace(SessionId id, int place) {
    Map<String, String> facts = new HashMap<>(Map.of("position", Integer.toString(place)));
    starts.away().ifPresent(away -> facts.put("waits", "engine"));
    if (!facts.equals(told.put(id, facts))) {
      store.find(id).ifPresent(session -> store.tell(session, facts));
    }
  }

  /** All who wait for an image hear how far it is, whether they wait in the queue or for it. */
  private void tellBytes(Set<SessionId> watched) {
    Map<String, PullProgress> under = pulls.read();
    if (under.isEmpty()) {
      return;
    }
    for (SessionId id : watched) {
      store
          .find(id)
          .filter(session -> WAITING.contains(session.state()))
          .ifPresent(
              session ->
                  Optional.ofNullable(under.get(imageOf(session)))
                      .filter(pull -> pull.totalBytes() > 0)
                      .ifPresent(
                          pull ->
                              now(
                                  session,
                                  Map.of(
                                      "bytes", Long.toString(pull.bytes()),
                                      "of", Long.toString(pull.totalBytes())))));
    }
  }

  private String imageOf(Session session) {
    Image known = images.get(session.id());
    if (known == null || known.generation() != session.generation()) {
      String name =
          session
              .pinned()
              .orElseGet(
                  () ->
                      catalogue
                          .recipe(
                              session.key().environment(), session.version(), session.key().role())
                          .image()
                          .text());
      known = new Image(session.generation(), name);
      images.put(session.id(), known);
    }
    return known.name();
  }

  private void now(Session session, Map<String, String> facts) {
    Moment moment = new Moment(session.generation(), session.state(), facts);
    if (!moment.equals(moments.put(session.id(), moment))) {
      watches.stream().filter(watch -> watch.id.equals(session.id())).forEach(Watch::wake);
    }
  }

  private final class Watch implements Flow.Subscription {
    private final SessionId id;
    private final Flow.Subscriber<? super StartEvent> subscriber;
    private final AtomicBoolean queued = new AtomicBoolean();
    private long wanted; // guarded by this
    private long last; // guarded by this
    private int generation = -1; // guarded by this
    private boolean over; // guarded by this
    private Moment heard; // guarded by this

    Watch(SessionId id, Flow.Subscriber<? super StartEvent> subscriber) {
      this.id = id;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      synchronized (this) {
        wanted = Math.max(0, wanted) + n < 0 ? Long.MAX_VALUE : wanted + n;
      }
      wake();
    }

    @Override
    public void cancel() {
      watches.remove(this);
      synchronized (this) {
        over = true;
      }
    }

    void wake() {
      if (!queued.compareAndSet(false, true)) {
        return; // whoever is queued looks at the rows after this
      }
      try {
        pool.execute(this::tell);
      } catch (RejectedExecutionException full) {
        watches.remove(this);
        subscriber.onError(full);
      }
    }

    private synchronized void tell() {
      queued.set(false); // inside: at most one is told and one more waits
      if (over || wanted == 0) {
        return;
      }
      Session session = store.find(id).orElse(null);
      if (session == null) {
        end();
        return;
      }
      if (generation < 0) {
        generation = session.generation();
      }
      for (StartEvent event : store.events(id, generation, last)) {
        if (over || wanted == 0) {
          return;
        }
        last = event.sequence();
        wanted--;
        subscriber.onNext(event);
        if (event.state() == SessionState.READY || event.state().ended()) {
          end();
          return;
        }
      }
      if (session.generation() != generation) {
        end();
        return;
      }
      tellMoment(session);
    }

    private void tellMoment(Session session) {
      Moment moment = moments.get(id);
      boolean due =
          moment != null
              && !over
              && wanted > 0
              && !moment.equals(heard)
              && moment.generation() == generation
              && moment.state() == session.state();
      if (due) {
        heard = moment;
        wanted--;
        subscriber.onNext(new StartEvent(last, Instant.now(), moment.state(), moment.facts()));
      }
    }

    private void end() {
      over = true;
      watches.remove(this);
      subscriber.onComplete();
    }
  }
}
