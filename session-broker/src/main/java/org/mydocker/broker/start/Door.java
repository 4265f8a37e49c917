package org.mydocker.broker.start;

/**
 * The gateway as the broker uses it: doors open when a session is ready and close when it stops.
 */
public interface Door {

  /**
   * Has an origin for the session, which it keeps until it ends.
   *
   * @return whether there is one; false if each is another's
   */
  boolean reserve(Session session);

  /** From now on requests for the session go to where it runs. */
  void open(Session session);

  /** Whoever comes is told that it stopped; what is open is cut. */
  void close(Session session);

  /** The address that turns a ticket into the session's cookie and goes on to the path. */
  String entrance(Session session, String ticket, String path);
}
