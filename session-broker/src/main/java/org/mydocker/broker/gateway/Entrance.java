package org.mydocker.broker.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mydocker.broker.wire.Draining;

/**
 * {@code GET /.mydocker/enter?ticket=...&to=/path}: turns a one-time ticket into the cookie of this
 * origin and goes on to the path, so that the ticket is in no address that stays (lti.md SES-13).
 *
 * <p>A ticket spent before is forgiven to a browser that holds a pass already: that is somebody who
 * reloads the frame.
 */
final class Entrance {
  static final String PREFIX = "/.mydocker/";
  private static final String PATH = PREFIX + "enter";
  private static final int MAX_TICKET = 256;
  private static final int MAX_PATH = 4096;
  private static final String AS_IT_IS = "!#$%&'()*+,-./:;=?@[]_~";

  private final Origins origins;
  private final Keeper keeper;

  Entrance(Origins origins, Keeper keeper) {
    this.origins = origins;
    this.keeper = keeper;
  }

  Future<Void> enter(Route.Live route, HttpServerRequest request) {
    if (!PATH.equals(request.path()) || request.method() != HttpMethod.GET) {
      return Future.failedFuture(new Refused(Refusal.NO_SUCH_PAGE));
    }
    MultiMap asked = parameters(request);
    String ticket = asked.contains("ticket") ? asked.get("ticket") : "";
    Optional<String> to = path(asked.contains("to") ? asked.get("to") : "/");
    if (to.isEmpty() || ticket.length() > MAX_TICKET) {
      return Future.failedFuture(new Refused(Refusal.BAD_REQUEST));
    }
    return keeper
        .redeem(route.session(), ticket)
        .compose(
            pass ->
                pass.isPresent()
                    ? Future.succeededFuture(pass)
                    : keeper
                        .require(
                            route.session(),
                            origins.passCookie(route.session()),
                            request,
                            Refusal.TICKET_REFUSED)
                        .map(known -> pass))
        .compose(pass -> goOn(route, request, origins.of(route) + to.get(), pass));
  }

  /** A path of this origin, in ASCII; empty for whatever a browser might read as another origin. */
  static Optional<String> path(String to) {
    boolean local =
        to.startsWith("/")
            && !to.startsWith("//")
            && to.length() <= MAX_PATH
            && to.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
    return local ? Optional.of(ascii(to)) : Optional.empty();
  }

  private static String ascii(String to) {
    StringBuilder path = new StringBuilder();
    for (byte b : to.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || AS_IT_IS.indexOf(c) >= 0)) {
        path.append(c);
      } else {
        path.append('%').append("%02X".formatted((int) c));
      }
    }
    return path.toString();
  }

  private static MultiMap parameters(HttpServerRequest request) {
    try {
      return request.params(true);
    } catch (IllegalArgumentException malformed) {
      throw new Refused(Refusal.BAD_REQUEST, malformed);
    }
  }

  private Future<Void> goOn(
      Route.Live route, HttpServerRequest request, String to, Optional<Pass> pass) {
    Draining.of(request);
    HttpServerResponse response = Pages.secure(request.response()).setStatusCode(303);
    response.putHeader("Location", to);
    String cookie = origins.passCookie(route.session());
    pass.ifPresent(
        given -> response.headers().add("Set-Cookie", PassCookie.setting(cookie, given)));
    if (origins.shareHost()
        && !SharedHost.isMarked(request.headers(), route.door(), route.session())) {
      moveIn(route, response);
    }
    return response.end();
  }

  /** Another session had this port before in this browser: what it left there goes. */
  private static void moveIn(Route.Live route, HttpServerResponse response) {
    String mark = SharedHost.mark(route.door(), route.session());
    response.headers().add("Set-Cookie", PassCookie.setting(mark));
    response.putHeader("Clear-Site-Data", "\"storage\"");
  }
}
