package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;

/**
 * The registration endpoint (lti.md section 2, "Dynamic registration"; DYN-06 to DYN-09 from the
 * other side): checks what Moodle checks, adds the tool as pending, answers what was understood. A
 * tool that is there is updated with a token for that, and described by GET. Errors are bare words
 * as text/html.
 */
public final class Registration {
  private static final String CONFIGURATION =
      "https://purl.imsglobal.org/spec/lti-tool-configuration";

  private final Campus campus;
  private final RegistrationTokens tokens;

  public Registration(Campus campus, RegistrationTokens tokens) {
    this.campus = campus;
    this.tokens = tokens;
  }

  public Response answer(Request request) {
    try {
      String token =
          request
              .bearer()
              .orElseThrow(() -> new RegistrationRefused(401, "missing_registration_token"));
      synchronized (campus) {
        RegistrationTokens.Right right = tokens.right(token);
        Optional<Tool> known =
            right.update()
                ? Optional.of(
                    campus
                        .toolOfClient(right.clientId())
                        .orElseThrow(
                            () -> new RegistrationRefused(401, "invalid_registration_token")))
                : Optional.empty();
        if (request.method().equals("GET")) {
          return Response.json(
              Json.php(
                  answer(known.orElseThrow(() -> new RegistrationRefused(401, "invalid_scope")))));
        }
        Tool tool = tool(Json.read(request.body()), right.clientId(), known);
        campus.put(tool);
        return Response.json(Json.php(answer(tool)));
      }
    } catch (RegistrationRefused e) {
      return Response.of(e.status(), "text/html; charset=utf-8", e.getMessage());
    }
  }

  private Tool tool(JsonNode payload, String clientId, Optional<Tool> known) {
    List<String> responseTypes = texts(required(payload, "response_types"));
    String initiate = required(payload, "initiate_login_uri").asText();
    JsonNode redirects = required(payload, "redirect_uris");
    String name = required(payload, "client_name").asText();
    String jwks = required(payload, "jwks_uri").asText();
    String method = required(payload, "token_endpoint_auth_method").asText();
    JsonNode configuration = required(payload, CONFIGURATION);
    String domain = required(configuration, "domain").asText();
    String target = required(configuration, "target_link_uri").asText();
    refuseUnless(responseTypes.contains("id_token"), "invalid_response_types");
    refuseUnless(redirects.isArray(), "invalid_redirect_uris");
    refuseUnless(method.equals("private_key_jwt"), "invalid_token_endpoint_auth_method");
    String application = payload.path("application_type").asText("");
    refuseUnless(application.isEmpty() || application.equals("web"), "invalid_application_type");
    refuseUnless(bare(domain).equals(hostOf(target)), "domain_targetlinkuri_mismatch");
    Optional<JsonNode> deepLinking = deepLinking(configuration);
    List<String> claims = texts(configuration.path("claims"));
    return new Tool(
        known.map(Tool::id).orElseGet(() -> campus.nextId("tool")),
        clientId,
        name,
        configuration.path("description").asText(""),
        domain,
        target,
        initiate,
        texts(redirects),
        jwks,
        Scopes.granted(List.of(payload.path("scope").asText("").split(" "))),
        CustomParameters.lines(strings(configuration.path("custom_parameters"))),
        claims.contains("name") || claims.contains("given_name") || claims.contains("family_name"),
        claims.contains("email"),
        deepLinking.isPresent(),
        deepLinking.map(message -> message.path("target_link_uri").asText("")).orElse(""),
        known.map(Tool::active).orElse(false));
  }

  private static ObjectNode answer(Tool tool) {
    ObjectNode answer = Json.object();
    answer.put("client_id", tool.clientId());
    answer.put("token_endpoint_auth_method", "private_key_jwt");
    answer.putArray("response_types").add("id_token");
    answer.put("jwks_uri", tool.jwksUri());
    answer.put("initiate_login_uri", tool.initiateLoginUri());
    answer.putArray("grant_types").add("client_credentials").add("implicit");
    answer.set("redirect_uris", Json.of(tool.redirectUris()));
    answer.putArray("application_type").add("web");
    answer.put("client_name", tool.name()).put("logo_uri", "");
    answer.put("scope", String.join(" ", claimed(tool)));
    ObjectNode configuration = answer.putObject(CONFIGURATION);
    configuration.put("version", "1.3.0").put("deployment_id", tool.id());
    configuration.put("target_link_uri", tool.toolUrl()).put("domain", tool.domain());
    configuration.put("description", tool.description());
    if (tool.deepLinking()) {
      ObjectNode message = configuration.putArray("messages").addObject();
      message.put("type", Message.DEEP_LINKING.type());
      message.put("target_link_uri", tool.deepLinkingUrl());
    }
    Map<String, String> echoed = new LinkedHashMap<>();
    // Moodle splits at every = and keeps the second part only.
    CustomParameters.parsed(tool.custom())
        .forEach((key, value) -> echoed.put(key, value.split("=")[0]));
    if (!echoed.isEmpty()) {
      configuration.set("custom_parameters", Json.of(echoed));
    }
    List<String> claims = new ArrayList<>(List.of("sub", "iss"));
    if (tool.sendsNames()) {
      claims.addAll(List.of("name", "family_name", "given_name"));
    }
    if (tool.sendsEmail()) {
      claims.add("email");
    }
    configuration.set("claims", Json.of(claims));
    return answer;
  }

  /** As Moodle: the line item scope is claimed with any grade scope, granted or not. */
  private static List<String> claimed(Tool tool) {
    List<String> claimed = new ArrayList<>(tool.scopes());
    if (tool.scopes().contains(Scopes.SCORE) && !tool.scopes().contains(Scopes.LINEITEM)) {
      claimed.add(Scopes.LINEITEM);
    }
    return claimed;
  }

  private static Optional<JsonNode> deepLinking(JsonNode configuration) {
    for (JsonNode message : configuration.path("messages")) {
      if (message.path("type").asText().equals(Message.DEEP_LINKING.type())) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  private static JsonNode required(JsonNode object, String name) {
    JsonNode value = object.path(name);
    boolean empty = value.isMissingNode() || value.isNull();
    if (empty || (value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty())) {
      throw new RegistrationRefused(400, "missing required attribute " + name);
    }
    return value;
  }

  private static void refuseUnless(boolean fine, String words) {
    if (!fine) {
      throw new RegistrationRefused(400, words);
    }
  }

  private static String hostOf(String uri) {
    try {
      String authority = URI.create(uri).getRawAuthority();
      return authority == null ? "" : bare(authority);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String bare(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.startsWith("www.") ? lower.substring(4) : lower;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.properties().forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
    return strings;
  }
}
