package org.mydocker.kernel.problem;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal that was foreseen. Thrown anywhere, turned into a status and a page (or JSON) in one
 * mapper. The code is stable and documented; the sentences, and what to do next, are the messages
 * {@code problem.CODE.title}, {@code .text} and {@code .next}.
 */
public class Refusal extends RuntimeException {

  private final String code;
  private final int status;
  private final transient Map<String, String> facts;

  /**
   * @param code such as {@code lti.kid-unknown}: module, dot, words
   * @param status the HTTP status to answer
   * @param facts what the sentences mention, by name; shown escaped
   */
  public Refusal(String code, int status, Map<String, String> facts) {
    super(code + (facts.isEmpty() ? "" : " " + facts));
    this.code = code;
    this.status = status;
    this.facts = Map.copyOf(facts);
  }

  public Refusal(String code, int status) {
    this(code, status, Map.of());
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public Map<String, String> facts() {
    return facts;
  }

  /** The origin whose pages may frame the page that says so; empty for none (SES-08). */
  public Optional<URI> framedBy() {
    return Optional.empty();
  }

  /** The same, readable inside a page of that origin. */
  public final Refusal in(URI origin) {
    return new Framed(this, origin);
  }

  private static final class Framed extends Refusal {
    private final URI origin;

    Framed(Refusal refusal, URI origin) {
      super(refusal.code, refusal.status, refusal.facts);
      this.origin = origin;
      initCause(refusal);
    }

    @Override
    public Optional<URI> framedBy() {
      return Optional.of(origin);
    }
  }
}
