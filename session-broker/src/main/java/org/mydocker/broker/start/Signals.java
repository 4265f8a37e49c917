package org.mydocker.broker.start;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.mydocker.kernel.environment.SessionId;

/** Passes on that a session's row has a new event, to whoever in this instance wants to know. */
public final class Signals implements Consumer<SessionId> {

  private final List<Consumer<SessionId>> listeners = new CopyOnWriteArrayList<>();

  void listen(Consumer<SessionId> listener) {
    listeners.add(listener);
  }

  @Override
  public void accept(SessionId session) {
    listeners.forEach(listener -> listener.accept(session));
  }
}
