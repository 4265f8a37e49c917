package org.mydocker.broker.engine;

/** Nobody answers, or not in time. Nothing is known of what was asked: ask again later. */
public final class EngineUnavailable extends EngineFailure {
  public EngineUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public EngineUnavailable(String message) {
    this(message, null);
  }
}
