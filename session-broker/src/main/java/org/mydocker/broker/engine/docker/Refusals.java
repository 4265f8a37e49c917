package org.mydocker.broker.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Locale;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineRefused.Reason;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.ImageMissing;

/**
 * What Docker's status codes and sentences mean in our words. The sentences are those of 20.10 and
 * later; one that is not known is passed on as {@code OTHER}, never guessed.
 */
final class Refusals {
  private Refusals() {}

  /** For whatever a call threw: no answer at all means that the engine is away. */
  static RuntimeException of(Throwable thrown) {
    if (thrown instanceof Error ours) {
      throw ours;
    }
    if (thrown instanceof EngineFailure known) {
      return known;
    }
    if (thrown instanceof DockerException said) {
      return of(said.getHttpStatus(), String.valueOf(said.getMessage()));
    }
    if (thrown instanceof IllegalArgumentException || thrown instanceof NullPointerException) {
      return (RuntimeException) thrown; // ours
    }
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new EngineUnavailable("the engine cannot be reached: " + why, thrown);
  }

  static EngineFailure of(int status, String message) {
    String said = message.toLowerCase(Locale.ROOT);
    if (status == 502 || status == 503 || status == 504) {
      return new EngineUnavailable("the engine is not ready: " + message);
    }
    if (status == 404 && said.contains("no such image")) {
      return new ImageMissing(after(message, "No such image: "));
    }
    return new EngineRefused(reason(status, said), message);
  }

  private static Reason reason(int status, String said) {
    if (said.contains("no space left on device") || said.contains("disk quota exceeded")) {
      return Reason.DISK_FULL;
    }
    if (said.contains("no available") && said.contains("address")) {
      return Reason.NO_ADDRESS_LEFT;
    }
    if (said.contains("overlap")) {
      return Reason.SUBNET_TAKEN;
    }
    if (said.contains("could not select device driver") && said.contains("gpu")) {
      return Reason.NO_GPU;
    }
    if (said.contains("no such volume")) {
      return Reason.NO_SUCH_VOLUME;
    }
    if (said.contains("no such container")) {
      return Reason.NO_SUCH_CONTAINER;
    }
    if (status == 404 && said.contains("network")) {
      return Reason.NO_SUCH_NETWORK;
    }
    if (status == 409 && said.contains("volume is in use")) {
      return Reason.VOLUME_IN_USE;
    }
    if (status == 409 && said.contains("name") && said.contains("already in use")) {
      return Reason.NAME_TAKEN;
    }
    return Reason.OTHER;
  }

  /** For what a pull said; it speaks of registries. */
  static EngineFailure ofPull(String reference, String message) {
    String said = message.toLowerCase(Locale.ROOT);
    Reason reason = Reason.REGISTRY_REFUSED;
    if (said.contains("no space left on device")) {
      reason = Reason.DISK_FULL;
    } else if (said.contains("not found")
        || said.contains("manifest unknown")
        || said.contains("does not exist")) {
      reason = Reason.IMAGE_NOT_FOUND;
    }
    return new EngineRefused(reason, "cannot pull " + reference + ": " + message);
  }

  private static String after(String message, String words) {
    int at = message.indexOf(words);
    String rest = at < 0 ? message : message.substring(at + words.length());
    return rest.replaceAll("[\"}\\s]+$", "");
  }
}
