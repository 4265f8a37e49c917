package org.mydocker.kernel.environment;

import java.util.Optional;

/**
 * Says from which running session a request comes that arrived through the inner door (broker.md
 * GATE-04). Implemented by the broker, asked by whoever serves Git or hand-in to sessions.
 */
public interface InnerCalls {

  /** The header by which the door vouches for a request. */
  String HEADER = "X-Mydocker-Inner";

  /**
   * The session's key, if the header is the door's own, fresh, for this request, and the session
   * still runs.
   *
   * @param header the value of {@link #HEADER}; may be null
   * @param method the request's method
   * @param uri path and query as they came
   */
  Optional<SessionKey> caller(String header, String method, String uri);
}
