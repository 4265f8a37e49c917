package org.mydocker.walls.gitfetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;

/**
 * Where to fetch: an https URL without user information, a branch or tag (else the default), a
 * token.
 */
public record GitSource(URI url, Optional<String> revision, Optional<Token> token) {
  public GitSource {
    boolean plain =
        url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
    // Whether http may pass is the address policy's matter: on loopback, in development.
    if (!plain || !String.valueOf(url.getScheme()).matches("(?i)https?")) {
      throw new GitFetchRefused(Reason.URL, "an https URL without name and password is needed");
    }
  }

  /**
   * From what a person typed; a blank revision means the default branch.
   *
   * @throws GitFetchRefused with reason URL if it is not an https URL, and BRANCH_RESOLVE if
   *     nothing was typed at all, so that there is no default branch to look for (NBG-09)
   */
  public static GitSource of(String url, String revision) {
    String name = revision.strip();
    if (url.isBlank() && name.isEmpty()) {
      throw new GitFetchRefused(Reason.BRANCH_RESOLVE, "without a URL there is no default branch");
    }
    try {
      return new GitSource(
          new URI(url.strip()),
          name.isEmpty() ? Optional.empty() : Optional.of(name),
          Optional.empty());
    } catch (URISyntaxException e) {
      throw new GitFetchRefused(Reason.URL, "this is no URL");
    }
  }

  public GitSource withToken(Token value) {
    return new GitSource(url, revision, Optional.of(value));
  }

  /** What proves that we may read: sent to this host only, kept nowhere. */
  public record Token(String user, String secret) {
    /** For servers that look at the secret only: GitHub, GitLab, Gitea. */
    public static Token of(String secret) {
      return new Token("x-access-token", secret);
    }

    @Override
    public String toString() {
      return "Token[" + user + ", ***]";
    }
  }
}
