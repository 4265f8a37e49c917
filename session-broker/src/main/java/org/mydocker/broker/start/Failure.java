package org.mydocker.broker.start;

import java.util.Map;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.ImageMissing;
import org.mydocker.broker.home.HomeRefused;
import org.mydocker.kernel.environment.StopReason;

/**
 * A start that did not come to its end, with the code that the pages turn into a sentence for the
 * student, one for the teacher and one for the administrator (START-06): the messages {@code
 * start.CODE.student}, {@code .teacher}, {@code .administrator}.
 */
final class Failure extends RuntimeException {

  private final String code;
  private final String detail;

  Failure(String code, String detail, Throwable cause) {
    super(code + ": " + detail, cause);
    this.code = code;
    this.detail = detail;
  }

  Failure(String code, String detail) {
    this(code, detail, null);
  }

  StopReason reason() {
    return new StopReason(code, detail);
  }

  Map<String, String> facts() {
    return Map.of("failure", code);
  }

  /** What the engine's answer means for the start; an engine that is away is not a failure yet. */
  static Failure of(EngineFailure failure) {
    if (failure instanceof ImageMissing missing) {
      return new Failure("image-not-found", missing.image(), failure);
    }
    if (!(failure instanceof EngineRefused refused)) {
      return new Failure("engine-unavailable", failure.getMessage(), failure);
    }
    String code =
        switch (refused.reason()) {
          case DISK_FULL -> "disk-full";
          case IMAGE_NOT_FOUND -> "image-not-found";
          case REGISTRY_REFUSED -> "registry-refused";
          case TIMED_OUT -> "pull-timeout";
          case NO_SUCH_NETWORK, NETWORK_DIFFERS, SUBNET_TAKEN, NO_ADDRESS_LEFT ->
              "network-unavailable";
          case NO_SUCH_VOLUME, VOLUME_IN_USE -> "home-unavailable";
          case NO_GPU -> "no-capacity";
          default -> "engine-refused";
        };
    return new Failure(code, refused.getMessage(), failure);
  }

  static Failure of(HomeRefused refused) {
    String code =
        refused.reason() == HomeRefused.Reason.DISK_FULL ? "disk-full" : "home-unavailable";
    return new Failure(code, refused.getMessage(), refused);
  }
}
