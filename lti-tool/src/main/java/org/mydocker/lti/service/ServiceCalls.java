package org.mydocker.lti.service;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.service.ServiceFailed.Kind;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundLimits;
import org.mydocker.walls.http.OutboundRefused;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.SafeRequest;
import org.mydocker.walls.http.SafeResponse;

/**
 * Calls a platform's service with a token of its registration: to hosts of that registration only,
 * without following redirects (SVC-05), with one exact media type (SVC-06). A token that is not
 * taken is replaced once.
 */
@Singleton
public class ServiceCalls {

  private static final int MOST_PAGES = 1000;
  private static final long MOST_BYTES = 32 << 20;
  private static final Duration MOST_TIME = Duration.ofSeconds(60);

  private final AccessTokens tokens;
  private final SafeHttp http;

  @Inject
  public ServiceCalls(AccessTokens tokens, SafeHttp http) {
    this.tokens = tokens;
    this.http = http;
  }

  /** Throws {@link ServiceFailed} for every answer that is not 2xx. */
  public SafeResponse post(
      Registration registration, URI address, String scope, String mediaType, byte[] body) {
    return call(registration, Set.of(scope), SafeRequest.post(address, mediaType, body));
  }

  /**
   * All pages of a list, or none: a page that fails is a {@link ServiceFailed} (SVC-08). Number,
   * size and time of all pages together are bounded.
   */
  public List<SafeResponse> pages(
      Registration registration, URI first, String scope, String mediaType) {
    return pages(registration, first, UnaryOperator.identity(), scope, mediaType);
  }

  /**
   * The same where something must be in the address of every page.
   *
   * @param whole makes the address to ask of the one that the platform named
   */
  public List<SafeResponse> pages(
      Registration registration,
      URI first,
      UnaryOperator<URI> whole,
      String scope,
      String mediaType) {
    List<SafeResponse> pages = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    long end = System.nanoTime() + MOST_TIME.toNanos();
    long bytes = 0;
    Optional<URI> next = Optional.of(whole.apply(first));
    while (next.isPresent()) {
      boolean endless =
          !seen.add(next.get())
              || seen.size() > MOST_PAGES
              || bytes > MOST_BYTES
              || System.nanoTime() > end;
      if (endless) {
        throw new ServiceFailed(Kind.REFUSED, "the pages of a list do not end");
      }
      if (!first.getHost().equalsIgnoreCase(String.valueOf(next.get().getHost()))) {
        throw new ServiceFailed(Kind.FORBIDDEN, "the next page is at another host");
      }
      SafeResponse page =
          call(
              registration,
              Set.of(scope),
              SafeRequest.get(next.get())
                  .withLimits(OutboundLimits.services())
                  .withHeader("Accept", mediaType));
      pages.add(page);
      bytes += page.body().length;
      next = next(page).map(whole);
    }
    return pages;
  }

  private static Optional<URI> next(SafeResponse page) {
    try {
      return LinkHeader.next(page.headers("link"));
    } catch (IllegalArgumentException e) {
      throw new ServiceFailed(Kind.REFUSED, "the next page has no readable address", e);
    }
  }

  private SafeResponse call(Registration registration, Set<String> scopes, SafeRequest request) {
    if (!registration.active() || !registration.mayCall(request.uri())) {
      throw new ServiceFailed(Kind.FORBIDDEN, "not an address of this registration's hosts");
    }
    SafeResponse reply = send(registration, scopes, request);
    if (reply.status() == 401) {
      tokens.drop(registration, scopes);
      reply = send(registration, scopes, request);
    }
    if (reply.status() < 200 || reply.status() >= 300) {
      Kind kind = Answers.temporary(reply.status()) ? Kind.TEMPORARY : Kind.REFUSED;
      throw Answers.failed(kind, reply, "the service answered " + reply.status());
    }
    return reply;
  }

  private SafeResponse send(Registration registration, Set<String> scopes, SafeRequest request) {
    String token = tokens.token(registration, scopes);
    try {
      return http.send(request.withHeader("Authorization", "Bearer " + token));
    } catch (OutboundRefused e) {
      throw new ServiceFailed(Kind.FORBIDDEN, "the service may not be called", e);
    } catch (OutboundFailed e) {
      throw new ServiceFailed(Kind.TEMPORARY, "the service did not answer", e);
    }
  }
}
