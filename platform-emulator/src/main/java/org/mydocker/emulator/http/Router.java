package org.mydocker.emulator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of routes of one tenant. A path is written with segments in braces ({@code
 * /{course}/lineitems}); the first route that fits wins. A known path with another method is 405.
 */
public final class Router {
  private static final Pattern SEGMENT = Pattern.compile("\\{(\\w+)}");

  private record Route(
      List<String> methods, Pattern path, List<String> names, Endpoint endpoint, Handler handler) {}

  private final Faults faults;
  private final List<Route> routes = new ArrayList<>();

  public Router(Faults faults) {
    this.faults = faults;
  }

  /** Adds a route; {@code methods} are separated by blanks, {@code *} is any. */
  public Router on(String methods, String path, Endpoint endpoint, Handler handler) {
    List<String> names = SEGMENT.matcher(path).results().map(found -> found.group(1)).toList();
    String pattern =
        SEGMENT.matcher(path.replace(".", "\\.")).replaceAll((MatchResult found) -> "([^/]+)");
    routes.add(
        new Route(List.of(methods.split(" ")), Pattern.compile(pattern), names, endpoint, handler));
    return this;
  }

  /** Answers the request, whose path is seen from the tenant's root. */
  public Response route(String path, Request request) {
    boolean known = false;
    for (Route route : routes) {
      Matcher matcher = route.path.matcher(path);
      if (!matcher.matches()) {
        continue;
      }
      known = true;
      if (route.methods.contains("*") || route.methods.contains(request.method())) {
        Map<String, String> segments = new LinkedHashMap<>();
        for (int i = 0; i < route.names.size(); i++) {
          segments.put(route.names.get(i), matcher.group(i + 1));
        }
        return faults.pass(
            route.endpoint, request, () -> route.handler.answer(request.at(segments)));
      }
    }
    throw known
        ? new Refusal(405, request.method() + " is not known here")
        : new Refusal(404, "there is no " + path);
  }
}
