package org.mydocker.broker.innerdoor;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows which running session a token belongs to; a token is dead when its session stops. */
@FunctionalInterface
public interface InnerDoorkeeper {
  /**
   * Must not block; the token is what the container sent and may be anything of up to 512
   * characters.
   *
   * @param from the address that sent it: a token is good in its own container alone, whoever else
   *     has read it there
   */
  CompletionStage<Optional<String>> sessionOf(String token, String from);
}
