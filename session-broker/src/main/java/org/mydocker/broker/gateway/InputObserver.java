package org.mydocker.broker.gateway;

import java.time.Instant;

/**
 * Hears of user input and of what was saved: bytes of request bodies and of WebSocket messages from
 * the browser, pings not among them (broker.md RUN-03, site.md WEB-02). Called at most once a
 * second for each session, on a worker thread, so it may block for a moment.
 */
public interface InputObserver {
  /**
   * @param bytes since the last call for this session
   * @param last when the last of them came
   */
  void onInput(String session, long bytes, Instant last);

  /**
   * The interface sent something by itself while it opened: it is in use, and nobody typed.
   *
   * @param last when the last of it came
   */
  void onOpening(String session, Instant last);

  /**
   * The interface saved something; told only for interfaces whose saves can be seen.
   *
   * @param last when the last save since the last call succeeded
   */
  void onSave(String session, Instant last);
}
