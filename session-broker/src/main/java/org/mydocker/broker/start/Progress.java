package org.mydocker.broker.start;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StartEvent;

/**
 * Starts as people watch them (START-03): everything told so far, then live, then the end. The rows
 * are the only memory, so who comes late, or to another instance, sees the same; a signal only
 * makes it quick. Places in the queue are told for those who are watched.
 */
public final class Progress {

  private final SessionStore store;
  private final Starts starts;
  private final Executor pool;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Map<SessionId, Map<String, String>> told = new ConcurrentHashMap<>();

  public Progress(SessionStore store, Starts starts, Signals signals, Executor pool) {
    this.store = store;
    this.starts = starts;
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
    Set<SessionId> watched = ConcurrentHashMap.newKeySet();
    watches.forEach(watch -> watched.add(watch.id));
    told.keySet().retainAll(watched);
    if (!watched.isEmpty()) {
      Map<SessionId, Integer> places = starts.positions();
      places.keySet().retainAll(watched);
      places.forEach(this::tellPlace);
    }
    watches.forEach(Watch::wake);
  }

  private void tellPlace(SessionId id, int place) {
    Map<String, String> facts = new HashMap<>(Map.of("position", Integer.toString(place)));
    starts.away().ifPresent(away -> facts.put("waits", "engine"));
    if (!facts.equals(told.put(id, facts))) {
      store.find(id).ifPresent(session -> store.tell(session, facts));
    }
  }

  private final class Watch implements Flow.Subscription {
    private final SessionId id;
    private final Flow.Subscriber<? super StartEvent> subscriber;
    private long wanted; // guarded by this
    private long last; // guarded by this
    private int generation = -1; // guarded by this
    private boolean over; // guarded by this

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
      try {
        pool.execute(this::tell);
      } catch (RejectedExecutionException full) {
        watches.remove(this);
        subscriber.onError(full);
      }
    }

    private synchronized void tell() {
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
      }
    }

    private void end() {
      over = true;
      watches.remove(this);
      subscriber.onComplete();
    }
  }
}
