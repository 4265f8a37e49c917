package org.mydocker.broker.start;

/**
 * What last came as far as its interface (RUN-05): a version of the environment, and the image that
 * it was then, by the engine's own id, for a tag may mean another by now.
 */
public record Good(int version, String image) {

  /** Whether a session uses something else. */
  public boolean differs(Session session) {
    return version != session.version() || session.image().filter(image::equals).isEmpty();
  }
}
