package org.mydocker.broker.engine;

/** Who is told what happens in the engine. Called on one thread of the engine's at a time. */
public interface EventSink {

  void happened(EngineEvent event);

  /** The stream ended, and not because it was closed; nothing more comes from it. */
  void lost(EngineFailure why);
}
