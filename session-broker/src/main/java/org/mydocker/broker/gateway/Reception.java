package org.mydocker.broker.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.mydocker.broker.wire.Cutting;
import org.mydocker.broker.wire.Draining;
import org.mydocker.broker.wire.Forwarding;
import org.mydocker.broker.wire.UnsafeFraming;

/**
 * Receives each request of one event loop and asks, in this order: is it sound, which session's
 * host is it, does that session run, does the request come from its own pages, does its pass open
 * that session now. Only then does a byte of it reach a container (broker.md GATE-02).
 */
final class Reception implements Handler<HttpServerRequest> {
  private static final System.Logger LOG = System.getLogger(Reception.class.getName());

  private static final Duration COMPLAIN_EVERY = Duration.ofSeconds(10);

  /** Another session is of the same site. */
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private static final String TYPED = Entrance.PREFIX + "typed";

  private final Origins origins;
  private final Keeper keeper;
  private final Entrance entrance;
  private final Mending mending;
  private final Forwarding forwarding;
  private final Tunnel tunnel;
  private final House house;
  private long complained = System.nanoTime() - COMPLAIN_EVERY.toNanos();

  Reception(Origins origins, Keeper keeper, Forwarding forwarding, Tunnel tunnel, House house) {
    this.origins = origins;
    this.keeper = keeper;
    this.entrance = new Entrance(origins, keeper);
    this.mending = new Mending(origins);
    this.forwarding = forwarding;
    this.tunnel = tunnel;
    this.house = house;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.pause().exceptionHandler(gone -> {}); // whoever reads the body hears it too
    house.tally().requests.increment();
    Future.succeededFuture(request)
        .compose(this::route)
        .compose(route -> serve(route, request))
        .onFailure(failure -> refuse(request, failure));
  }

  private Future<Route.Live> route(HttpServerRequest request) {
    if (UnsafeFraming.in(request)) {
      throw new Refused(Refusal.BAD_REQUEST);
    }
    return origins
        .keyAt(request.getHeader("host"), request.localAddress().port())
        .map(keeper::live)
        .orElseThrow(() -> new Refused(Refusal.NO_SUCH_SESSION));
  }

  private Future<Void> serve(Route.Live route, HttpServerRequest request) {
    if (request.uri().startsWith(Entrance.PREFIX) && !isTyping(request)) {
      return entrance.enter(route, request);
    }
    if (!comesFromItsOwnPages(route, request)) {
      throw new Refused(Refusal.FOREIGN_ORIGIN);
    }
    if (origins.shareHost() && request.headers().contains("service-worker")) {
      throw new Refused(Refusal.NO_SUCH_PAGE); // it would outlive the session at its port
    }
    return keeper
        .require(route.session(), origins.passCookie(route.session()), request, Refusal.NO_PASS)
        .compose(
            right -> isTyping(request) ? typed(route, request) : admitted(route, request, right));
  }

  /**
   * {@code POST /.mydocker/typed}: how an interface that sends nothing while somebody types says
   * that somebody does, so that what is neither run nor saved counts as input (site.md WEB-03).
   */
  private static boolean isTyping(HttpServerRequest request) {
    return request.method() == HttpMethod.POST && TYPED.equals(request.uri());
  }

  private Future<Void> typed(Route.Live route, HttpServerRequest request) {
    Draining.of(request);
    house.activity().input(route.session(), 1);
    return Pages.secure(request.response()).setStatusCode(204).end();
  }

  private Future<Void> admitted(Route.Live route, HttpServerRequest request, Visits.Right right) {
    Visits.Visit visit =
        house
            .visits()
            .enter(right, () -> Cutting.cut(request.connection()))
            .orElseThrow(() -> new Refused(Refusal.TOO_MUCH_OPEN));
    MultiMap head = mending.towardsContainer(route, request);
    boolean socket = Tunnel.isAskedFor(request);
    return (socket ? upgrade(route, request, head, visit) : exchange(route, request, head, visit))
        .onFailure(failure -> visit.leave())
        .recover(failure -> Future.failedFuture(told(failure)));
  }

  private Future<Void> exchange(
      Route.Live route, HttpServerRequest request, MultiMap head, Visits.Visit visit) {
    request.response().endHandler(ended -> visit.leave());
    Consumer<Buffer> input =
        piece -> {
          house.tally().bytesIn.add(piece.length());
          house.activity().input(route.session(), piece.length());
        };
    Forwarding.Ask ask =
        new Forwarding.Ask(
            route.host(), route.port(), route.secure(), asciiOf(request.uri()), head);
    return forwarding.ask(request, ask, input).map(answer -> pass(route, request, answer));
  }

  private Future<Void> upgrade(
      Route.Live route, HttpServerRequest request, MultiMap head, Visits.Visit visit) {
    if (!Tunnel.isSound(request)) {
      throw new Refused(Refusal.BAD_REQUEST);
    }
    request.resume();
    return tunnel
        .ask(route, asciiOf(request.uri()), head)
        .map(
            answer -> {
              if (answer.statusCode() != 101) {
                request.response().endHandler(ended -> visit.leave());
                return pass(route, request, answer);
              }
              tunnel.join(request, answer, mending.towardsBrowser(route, answer.headers()), visit);
              return null;
            });
  }

  private Void pass(Route.Live route, HttpServerRequest request, HttpClientResponse answer) {
    if (answer.statusCode() == 101) {
      answer.request().reset();
      throw new Refused(Refusal.NO_ANSWER);
    }
    if (Saves.is(request.method(), request.uri(), answer.statusCode())) {
      house.activity().saved(route.session());
    }
    MultiMap head = mending.towardsBrowser(route, answer.headers());
    forwarding.answer(request, answer, head, piece -> house.tally().bytesOut.add(piece.length()));
    return null;
  }

  /**
   * Reading across origins is the browser's to stop; acting across origins is ours: upgrades and
   * whatever is no plain reading must come from the session's own pages.
   */
  private boolean comesFromItsOwnPages(Route.Live route, HttpServerRequest request) {
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    boolean socket = Tunnel.isAskedFor(request);
    if (reads && !socket) {
      return true;
    }
    String origin = request.getHeader("origin");
    if (origin == null) {
      String from = request.getHeader("sec-fetch-site");
      return !socket && (from == null || OWN.contains(from));
    }
    return origin.equals(origins.of(route));
  }

  private void refuse(HttpServerRequest request, Throwable failure) {
    house.tally().refusals.increment();
    Refused told = told(failure);
    if (told.refusal().passes() && told.getCause() != null && !request.response().closed()) {
      complain(request, told);
    }
    house.pages().refuse(request, told.refusal());
  }

  /** A page that lacks one of its scripts says nothing; so the log does, now and then. */
  private void complain(HttpServerRequest request, Refused told) {
    long now = System.nanoTime();
    if (now - complained >= COMPLAIN_EVERY.toNanos()) {
      complained = now;
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} {1} was answered by {2}: {3}",
          request.method(),
          request.getHeader("host"),
          told.refusal().code(),
          told.getCause());
    }
  }

  /** What is neither foreseen nor the network's doing is a bug of ours: it goes to the log too. */
  private static Refused told(Throwable failure) {
    if (failure instanceof Refused refused) {
      return refused;
    }
    if (failure instanceof RuntimeException && !(failure instanceof VertxException)) {
      LOG.log(System.Logger.Level.ERROR, "a request could not be served", failure);
    }
    return new Refused(Refusal.NO_ANSWER, failure);
  }

  /** Bytes outside of ASCII come in as Latin-1 and would go out as UTF-8: write them as %XX. */
  private static String asciiOf(String uri) {
    if (uri.chars().allMatch(c -> c < 0x80)) {
      return uri;
    }
    StringBuilder ascii = new StringBuilder();
    uri.chars().forEach(c -> ascii.append(c < 0x80 ? (char) c : "%%%02X".formatted(c)));
    return ascii.toString();
  }
}
