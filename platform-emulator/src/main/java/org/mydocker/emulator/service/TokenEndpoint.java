package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.ToolKeys;

/**
 * client_credentials with private_key_jwt (lti.md section 2, "Token endpoint"): the tool is found
 * by the assertion's sub, the signature proven; aud, iss and jti are not looked at. Scopes that the
 * tool does not have are dropped silently. JSON is answered as text/html.
 */
public final class TokenEndpoint {
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Denied(String error) {
      super(error);
    }
  }

  private final Campus campus;
  private final ToolKeys toolKeys;
  private final AccessTokens tokens;

  public TokenEndpoint(Campus campus, ToolKeys toolKeys, AccessTokens tokens) {
    this.campus = campus;
    this.toolKeys = toolKeys;
    this.tokens = tokens;
  }

  public Response answer(Request request) {
    try {
      return php(200, granted(request));
    } catch (Denied | ToolKeys.NotVerified e) {
      return php(400, Map.of("error", e.getMessage()));
    }
  }

  private Map<String, Object> granted(Request request) {
    String assertion = request.form().getOrDefault("client_assertion", "");
    String scope = request.form().getOrDefault("scope", "");
    if (assertion.isEmpty()
        || scope.isEmpty()
        || !request.form().getOrDefault("client_assertion_type", "").equals(ASSERTION_TYPE)) {
      throw new Denied("invalid_request");
    }
    if (!request.form().getOrDefault("grant_type", "").equals("client_credentials")) {
      throw new Denied("unsupported_grant_type");
    }
    Tool tool = toolOf(ToolKeys.unverified(assertion));
    toolKeys.verified(tool, assertion);
    List<String> scopes = Arrays.stream(scope.split(" ")).filter(tool.scopes()::contains).toList();
    if (scopes.isEmpty()) {
      throw new Denied("invalid_scope");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", tokens.issue(tool.id(), scopes));
    answer.put("token_type", "Bearer");
    answer.put("expires_in", AccessTokens.LIFE.toSeconds());
    answer.put("scope", String.join(" ", scopes));
    return answer;
  }

  private Tool toolOf(JwtClaims claims) {
    try {
      return campus
          .toolOfClient(String.valueOf(claims.getSubject()))
          .orElseThrow(() -> new Denied("invalid_client"));
    } catch (MalformedClaimException e) {
      throw new Denied("invalid_request");
    }
  }

  /** Moodle writes each member on a line of its own, indented by two. */
  private static Response php(int status, Map<String, Object> members) {
    ObjectNode object = Json.object();
    members.forEach((name, value) -> object.set(name, Json.of(value)));
    return Response.of(status, "text/html; charset=utf-8", object.toPrettyString() + "\n")
        .with("Cache-Control", "no-store")
        .with("Pragma", "no-cache");
  }
}
