package org.mydocker.broker.entrance;

import java.net.URI;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.mydocker.broker.start.Door;
import org.mydocker.broker.start.OwnSessions.Turnstile;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.Starts;
import org.mydocker.kernel.people.Viewer;

/** Lets people in and out: calls up who waits, makes tickets, hands over who is to be stopped. */
public final class Entering implements Turnstile {

  private final Starts starts;
  private final Passes passes;
  private final Door door;
  private final Consumer<Session> stopping;
  private final Consumer<Session> reopening;
  private final Executor pool;

  public Entering(
      Starts starts,
      Passes passes,
      Door door,
      Consumer<Session> stopping,
      Consumer<Session> reopening,
      Executor pool) {
    this.starts = starts;
    this.passes = passes;
    this.door = door;
    this.stopping = stopping;
    this.reopening = reopening;
    this.pool = pool;
  }

  @Override
  public void queued() {
    pool.execute(starts::callUp);
  }

  @Override
  public void reopened(Session session) {
    reopening.accept(session);
  }

  @Override
  public void stopping(Session session) {
    pool.execute(() -> stopping.accept(session));
  }

  @Override
  public void stopNow(Session session) {
    stopping.accept(session);
  }

  @Override
  public void framed(Session session) {
    door.open(session);
  }

  @Override
  public URI entrance(Session session, Viewer viewer, String path) {
    return URI.create(door.entrance(session, passes.ticket(session, viewer), path));
  }
}
