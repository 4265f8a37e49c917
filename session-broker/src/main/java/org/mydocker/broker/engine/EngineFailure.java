package org.mydocker.broker.engine;

/**
 * What an engine answers instead of doing what it was asked; one of three, each with its remedy.
 */
public abstract sealed class EngineFailure extends RuntimeException
    permits EngineUnavailable, ImageMissing, EngineRefused {

  EngineFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
