package org.mydocker.emulator.http;

/**
 * A request that the emulator foresees and does not grant: the status to answer and one sentence
 * for whoever reads it. Pages and control calls use it; protocol errors have answers of their own.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  public Refusal(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
