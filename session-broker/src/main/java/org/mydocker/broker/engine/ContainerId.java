package org.mydocker.broker.engine;

/** The engine's own identifier of a container, or the name that it was given. */
public record ContainerId(String value) {
  public ContainerId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a container id cannot be blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
