package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/**
 * What every service of services.php does first: find the handler by exact media type, the caller
 * by the bearer token, and put errors in Moodle's words.
 */
final class Desk {
  private static final String SERVICES = "/mod/lti/services.php";

  private final Site site;
  private final Campus campus;
  private final AccessTokens tokens;

  Desk(Site site, Campus campus, AccessTokens tokens) {
    this.site = site;
    this.campus = campus;
    this.tokens = tokens;
  }

  Site site() {
    return site;
  }

  Campus campus() {
    return campus;
  }

  /** Answers in that media type, turning refusals into Moodle's error answers. */
  Response in(String mediaType, Request request, Supplier<Response> service) {
    try {
      return service.get();
    } catch (ServiceRefused e) {
      return e.getMessage().isEmpty()
          ? Response.of(e.status(), mediaType + "; charset=utf-8", "[]")
          : error(request, e);
    }
  }

  /** The Accept header must be this media type alone; blank or any-type where that is allowed. */
  void accepts(Request request, boolean anyType, List<String> mediaTypes) {
    String accept = request.header("accept");
    boolean any = accept.isEmpty() || accept.contains("*/*");
    if (!mediaTypes.contains(accept) && !(any && (anyType || accept.isEmpty()))) {
      throw noHandler(request, accept, "");
    }
  }

  void contentType(Request request, String mediaType) {
    if (!request.mediaType().equals(mediaType)) {
      throw noHandler(request, "", request.mediaType());
    }
  }

  /** The tool that calls, if its token has one of the scopes and the course is ours. */
  Tool caller(Request request, String course, String toolId, String... scopes) {
    Optional<AccessTokens.Grant> grant = request.bearer().flatMap(tokens::find);
    boolean allowed =
        grant
            .filter(given -> List.of(scopes).stream().anyMatch(given.scopes()::contains))
            .filter(given -> given.toolId().equals(toolId))
            .isPresent();
    if (!allowed) {
      throw new ServiceRefused(401, "Unauthorized");
    }
    if (!campus.course().id().equals(course)) {
      throw new ServiceRefused(404, "Not Found: Course " + course + " doesn't exist.");
    }
    return campus.tool(toolId).orElseThrow(() -> new ServiceRefused(401, "Unauthorized"));
  }

  LineItem lineItem(Request request, Tool tool) {
    LineItem item =
        campus
            .lineItem(request.segment("item"))
            .orElseThrow(() -> new ServiceRefused(404, "Not Found: Grade item doesn't exist."));
    if (!item.toolId().equals(tool.id())) {
      throw new ServiceRefused(403, "Forbidden");
    }
    return item;
  }

  /** The body as JSON, or 400. */
  static ObjectNode body(Request request) {
    try {
      if (Json.read(request.body()) instanceof ObjectNode object) {
        return object;
      }
    } catch (Refusal e) {
      throw new ServiceRefused(400, "");
    }
    throw new ServiceRefused(400, "");
  }

  private static ServiceRefused noHandler(Request request, String accept, String contentType) {
    String path = request.path();
    String own = path.substring(path.indexOf(SERVICES) + SERVICES.length());
    return new ServiceRefused(
        400, "No handler found for " + own + " " + accept + " " + contentType);
  }

  /**
   * The URL in an error is seen from the host, as in the recordings, also below an issuer's path.
   */
  private Response error(Request request, ServiceRefused refused) {
    String root = Optional.ofNullable(URI.create(site.issuer()).getRawPath()).orElse("");
    String path = request.path();
    String url = root + path.substring(path.indexOf("/mod/"));
    ObjectNode error = Json.object();
    error.put("status", refused.status()).put("reason", refused.getMessage());
    ObjectNode about = error.putObject("request");
    about.put("method", request.method());
    about.put("url", request.rawQuery().isEmpty() ? url : url + "?" + request.rawQuery());
    about.put("accept", request.header("accept"));
    about.put("contentType", request.mediaType());
    String indented = error.toPrettyString().replaceAll("(?m)^( +)", "$1$1");
    return new Response(
        refused.status(),
        java.util.Map.of("Content-Type", "application/json; charset=utf-8"),
        indented.replace("\" : ", "\": ").getBytes(StandardCharsets.UTF_8),
        0);
  }

  static int number(Request request, String name) {
    try {
      return Math.max(0, Integer.parseInt(request.query().getOrDefault(name, "0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
