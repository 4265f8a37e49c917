package org.mydocker.walls.gitfetch;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;
import org.mydocker.walls.http.Destination;
import org.mydocker.walls.http.OutboundLimits;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.SafeRequest;
import org.mydocker.walls.http.SafeRequest.Field;
import org.mydocker.walls.http.SafeRequest.Redirects;
import org.mydocker.walls.http.SafeStream;

/**
 * All that is said to one Git server during one fetch: every request goes to the destination that
 * was checked at its beginning, with the token and within the time that is left. A proxy, a cookie
 * or an Authorization that JGit would take from somebody's configuration is not sent.
 */
final class Conversation implements HttpConnectionFactory, AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Set<String> NOT_SENT =
      Set.of("authorization", "cookie", "accept-encoding", "host", "content-length");

  private final SafeHttp http;
  private final Destination destination;
  private final GitFetchLimits limits;
  private final Optional<GitSource.Token> token;
  private final long end;
  private final List<SafeStream> open = new ArrayList<>();

  Conversation(
      SafeHttp http,
      Destination destination,
      GitFetchLimits limits,
      Optional<GitSource.Token> token) {
    this.http = http;
    this.destination = destination;
    this.limits = limits;
    this.token = token;
    this.end = System.nanoTime() + limits.time().toNanos();
  }

  boolean late() {
    return System.nanoTime() - end > 0;
  }

  @Override
  public HttpConnection create(URL url) {
    return new PinnedConnection(url, this);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) {
    return create(url);
  }

  SafeStream send(String method, URI uri, List<Field> headers, byte[] body) throws IOException {
    if (late()) {
      throw new GitFetchRefused(Reason.TIMEOUT, "took longer than " + limits.time());
    }
    Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
    Duration step = left.compareTo(STEP) < 0 ? left : STEP;
    OutboundLimits bounds = new OutboundLimits(step, left, left, limits.receivedBytes());
    List<Field> sent = new ArrayList<>(headers);
    sent.removeIf(field -> NOT_SENT.contains(field.name().toLowerCase(Locale.ROOT)));
    token.ifPresent(value -> sent.add(new Field("Authorization", basic(value))));
    SafeStream stream =
        http.open(destination, new SafeRequest(method, uri, sent, body, bounds, Redirects.NEVER));
    open.add(stream);
    check(uri, stream);
    return stream;
  }

  private static String basic(GitSource.Token token) {
    byte[] pair = (token.user() + ":" + token.secret()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private void check(URI uri, SafeStream answer) {
    int status = answer.status();
    if (status == 401 || status == 403) {
      throw new GitFetchRefused(Reason.AUTHENTICATION, "the server asks for a (better) token");
    }
    if (status == 404 || status == 410) {
      throw new GitFetchRefused(Reason.NOT_FOUND, "there is no repository");
    }
    if (status >= 500) {
      throw new GitFetchRefused(Reason.UNREACHABLE, "the server answers " + status);
    }
    if (status >= 300 && status < 400) {
      checkRedirect(uri, answer.header("location").orElse(""));
    } else if (status != 200 || !speaksGit(answer)) {
      throw new GitFetchRefused(Reason.NOT_GIT, "what answers is not a smart Git server");
    }
  }

  private static boolean speaksGit(SafeStream answer) {
    String type = answer.header("content-type").orElse("");
    return type.startsWith("application/x-git-upload-pack-")
        && answer.header("content-encoding").isEmpty();
  }

  /**
   * JGit follows a redirect itself, by a new connection; another host it shall not even ask for.
   */
  private void checkRedirect(URI uri, String location) {
    try {
      if (destination.covers(uri.resolve(location))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new GitFetchRefused(Reason.REDIRECT, "to what is no URL", e);
    }
    throw new GitFetchRefused(Reason.REDIRECT, "away from " + destination);
  }

  @Override
  public void close() {
    open.forEach(SafeStream::close);
  }
}
