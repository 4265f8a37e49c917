package org.mydocker.broker.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.broker.gateway.InputObserver;
import org.mydocker.broker.start.SessionStore;

/**
 * What the gateway saw people type (RUN-03) and save (WEB-03), kept in memory and written into the
 * rows every few seconds, so that a keystroke costs the database nothing.
 */
public final class Inputs implements InputObserver {

  private static final int MOST = 100_000;

  private final SessionStore store;
  private final Map<String, Instant> latest = new ConcurrentHashMap<>();
  private final Map<String, Instant> openings = new ConcurrentHashMap<>();
  private final Map<String, Instant> saves = new ConcurrentHashMap<>();

  public Inputs(SessionStore store) {
    this.store = store;
  }

  @Override
  public void onInput(String session, long bytes, Instant last) {
    note(latest, session, last);
  }

  @Override
  public void onOpening(String session, Instant last) {
    note(openings, session, last);
  }

  @Override
  public void onSave(String session, Instant last) {
    note(saves, session, last);
  }

  /** Writes what came since the last time. */
  public void flush() {
    for (String name : latest.keySet()) {
      Instant when = latest.remove(name);
      if (when != null) {
        store.named(name).ifPresent(session -> store.active(session.id(), when, true));
      }
    }
    for (String name : openings.keySet()) {
      Instant when = openings.remove(name);
      if (when != null) {
        store.named(name).ifPresent(session -> store.active(session.id(), when, false));
      }
    }
    for (String name : saves.keySet()) {
      Instant when = saves.remove(name);
      if (when != null) {
        store.named(name).ifPresent(session -> store.saved(session.id(), when));
      }
    }
  }

  private static void note(Map<String, Instant> news, String session, Instant when) {
    if (news.size() < MOST) {
      news.merge(session, when, (known, other) -> other.isAfter(known) ? other : known);
    }
  }
}
