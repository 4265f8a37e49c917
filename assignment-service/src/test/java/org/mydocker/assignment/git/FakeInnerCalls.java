package org.mydocker.assignment.git;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.environment.InnerCalls;
import org.mydocker.kernel.environment.SessionKey;

/** An inner door whose seals are good for the one request that they were made for. */
public final class FakeInnerCalls implements InnerCalls {

  private final Map<String, SessionKey> sealed = new HashMap<>();

  public String seal(SessionKey session, String method, String uri) {
    String seal = "seal-" + sealed.size();
    sealed.put(String.join(" ", seal, method, uri), session);
    return seal;
  }

  @Override
  public Optional<SessionKey> caller(String header, String method, String uri) {
    return Optional.ofNullable(sealed.get(String.join(" ", header, method, uri)));
  }
}
