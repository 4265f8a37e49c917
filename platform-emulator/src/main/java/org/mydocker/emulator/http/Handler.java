package org.mydocker.emulator.http;

/** What stands behind a route. Answers, or throws a {@link Refusal}. */
@FunctionalInterface
public interface Handler {
  Response answer(Request request);
}
