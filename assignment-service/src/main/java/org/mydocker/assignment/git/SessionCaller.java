package org.mydocker.assignment.git;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.mydocker.kernel.environment.InnerCalls;
import org.mydocker.kernel.environment.SessionKey;

/** From which session a request comes, where the inner door vouches for it (broker.md GATE-04). */
public final class SessionCaller {

  private SessionCaller() {}

  public static Optional<SessionKey> of(InnerCalls door, HttpServletRequest request) {
    String seal = request.getHeader(InnerCalls.HEADER);
    String query = request.getQueryString();
    String uri = request.getRequestURI() + (query == null ? "" : "?" + query);
    return seal == null ? Optional.empty() : door.caller(seal, request.getMethod(), uri);
  }
}
