package org.mydocker.broker.start;

import java.util.Map;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.ImageMissing;
import org.mydocker.broker.home.HomeRefused;
import org.mydocker.kernel.environment.StopReason;

/**
 * A start that did not come to its end, with the code that the pages turn into sentences
 * (START-06).
 */
final class Failure extends RuntimeException {

  private final FailureCode code;
  private final String detail;

  Failure(FailureCode code, String detail, Throwable cause) {
    super(code.word() + ": " + detail, cause);
    this.code = code;
    this.detail = detail;
  }

  Failure(FailureCode code, String detail) {
    this(code, detail, null);
  }

  FailureCode code() {
    return code;
  }

  StopReason reason() {
    return new StopReason(code.word(), detail);
  }

  Map<String, String> facts() {
    return Map.of("failure", code.word());
  }

  /** What the engine's answer means for the start; an engine that is away is not a failure yet. */
  static Failure of(EngineFailure failure) {
    if (failure instanceof ImageMissing missing) {
      return new Failure(FailureCode.IMAGE_NOT_FOUND, missing.image(), failure);
    }
    if (!(failure instanceof EngineRefused refused)) {
      return new Failure(FailureCode.ENGINE_UNAVAILABLE, failure.getMessage(), failure);
    }
    FailureCode code =
        switch (refused.reason()) {
          case DISK_FULL -> FailureCode.DISK_FULL;
          case IMAGE_NOT_FOUND -> FailureCode.IMAGE_NOT_FOUND;
          case REGISTRY_REFUSED -> FailureCode.REGISTRY_REFUSED;
          case TIMED_OUT -> FailureCode.PULL_TIMEOUT;
          case NO_SUCH_NETWORK, NETWORK_DIFFERS, SUBNET_TAKEN, NO_ADDRESS_LEFT ->
              FailureCode.NETWORK_UNAVAILABLE;
          case NO_SUCH_VOLUME, VOLUME_IN_USE -> FailureCode.HOME_UNAVAILABLE;
          case NO_GPU -> FailureCode.NO_CAPACITY;
          default -> FailureCode.ENGINE_REFUSED;
        };
    return new Failure(code, refused.getMessage(), failure);
  }

  static Failure of(HomeRefused refused) {
    FailureCode code =
        refused.reason() == HomeRefused.Reason.DISK_FULL
            ? FailureCode.DISK_FULL
            : FailureCode.HOME_UNAVAILABLE;
    return new Failure(code, refused.getMessage(), refused);
  }
}
