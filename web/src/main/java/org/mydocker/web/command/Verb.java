package org.mydocker.web.command;

import jakarta.json.JsonObject;

/** One verb of the {@code mydocker} command that the running service carries out. */
interface Verb {

  /** The word after {@code /internal/}. */
  String name();

  /** Carries it out; foreseen failures are {@link org.mydocker.kernel.problem.Refusal}s. */
  JsonObject run(JsonObject asked);
}
