package org.mydocker.assignment.git;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.mydocker.assignment.repository.http.GitGrant;
import org.mydocker.kernel.environment.InnerCalls;
import org.mydocker.kernel.environment.SessionKey;

/**
 * Whose work a Git request is about: that of the session from which it came, where the inner door
 * vouches for it (broker.md GATE-04), or else what the token in it opens (SAFE-09). A session
 * speaks for its own person, activity and role, and for nothing else.
 */
@Singleton
public class GitCallers {

  private final GitTokens tokens;
  private final Optional<InnerCalls> sessions;

  @Inject
  GitCallers(GitTokens tokens, Instance<InnerCalls> sessions) {
    this(tokens, sessions.stream().findFirst());
  }

  public GitCallers(GitTokens tokens, Optional<InnerCalls> sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  Optional<GitTokens.Opens> of(HttpServletRequest request) {
    return session(request)
        .or(() -> password(request.getHeader("Authorization")).flatMap(tokens::find));
  }

  private Optional<GitTokens.Opens> session(HttpServletRequest request) {
    return sessions.flatMap(door -> SessionCaller.of(door, request)).flatMap(GitCallers::opens);
  }

  private static Optional<GitTokens.Opens> opens(SessionKey key) {
    return key.activity()
        .map(
            activity ->
                new GitTokens.Opens(
                    activity, key.person(), key.role().staff(), GitGrant.From.SESSION));
  }

  private static Optional<String> password(String header) {
    if (header == null || header.length() > 500 || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64: nobody's token
    }
  }
}
