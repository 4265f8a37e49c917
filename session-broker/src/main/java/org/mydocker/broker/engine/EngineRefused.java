package org.mydocker.broker.engine;

/** The engine answered, and said no; the same question gets the same answer until somebody acts. */
public final class EngineRefused extends EngineFailure {

  /** Why, as far as the broker can do something about it. */
  public enum Reason {
    DISK_FULL,
    NAME_TAKEN,
    NO_SUCH_CONTAINER,
    NO_SUCH_NETWORK,
    NO_SUCH_VOLUME,
    VOLUME_IN_USE,
    NETWORK_DIFFERS,
    SUBNET_TAKEN,
    NO_ADDRESS_LEFT,
    IMAGE_NOT_FOUND,
    REGISTRY_REFUSED,
    NO_GPU,
    API_TOO_OLD,
    TIMED_OUT,
    OTHER
  }

  private final Reason reason;

  public EngineRefused(Reason reason, String message) {
    super(message, null);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
