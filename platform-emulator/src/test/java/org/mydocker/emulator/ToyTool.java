package org.mydocker.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.mydocker.emulator.control.NewTool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.lti.PlatformKeys;

/** The other side: a tool that publishes its key, and a client that speaks for tool and browser. */
final class ToyTool implements AutoCloseable {
  private static final Pattern INPUT = Pattern.compile("name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final RsaJsonWebKey key = PlatformKeys.generate(2048);
  private final HttpServer server;

  ToyTool() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] keySet = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/jwks",
        exchange -> {
          exchange.sendResponseHeaders(200, keySet.length);
          exchange.getResponseBody().write(keySet);
          exchange.close();
        });
    server.start();
  }

  String uri(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  NewTool described() {
    return NewTool.of("Toy", uri("/"), uri("/login"), uri("/launch"), uri("/jwks"));
  }

  ObjectNode registration() {
    ObjectNode payload = Json.object();
    payload.put("application_type", "web").put("client_name", "Toy");
    payload.set("response_types", Json.of(List.of("id_token")));
    payload.set("grant_types", Json.of(List.of("implicit", "client_credentials")));
    payload.put("initiate_login_uri", uri("/login")).put("jwks_uri", uri("/jwks"));
    payload.set("redirect_uris", Json.of(List.of(uri("/launch"))));
    payload.put("token_endpoint_auth_method", "private_key_jwt");
    payload.put("scope", "https://purl.imsglobal.org/spec/lti-ags/scope/score");
    ObjectNode lti = payload.putObject("https://purl.imsglobal.org/spec/lti-tool-configuration");
    lti.put("domain", uri("").substring("http://".length())).put("target_link_uri", uri("/"));
    lti.set("claims", Json.of(List.of("sub", "iss", "name")));
    lti.putArray("messages").addObject().put("type", "LtiDeepLinkingRequest");
    return payload;
  }

  String sign(ObjectNode claims) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setPayload(claims.toString());
      jws.setAlgorithmHeaderValue("RS256");
      jws.setKeyIdHeaderValue(key.getKeyId());
      jws.setKey(key.getPrivateKey());
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  String assertion(String clientId, String audience, Instant expires) {
    ObjectNode claims = Json.object();
    claims.put("iss", clientId).put("sub", clientId).put("aud", audience);
    claims.put("iat", expires.getEpochSecond() - 60).put("exp", expires.getEpochSecond());
    return sign(claims.put("jti", UUID.randomUUID().toString()));
  }

  HttpResponse<String> tokenResponse(String endpoint, String assertion, String scope) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    form.put("scope", scope);
    return post(endpoint, form);
  }

  HttpResponse<String> post(String uri, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return call("POST", uri, body, "Content-Type", "application/x-www-form-urlencoded");
  }

  HttpResponse<String> call(String method, String uri, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a tool asks the authorization endpoint after this initiation. */
  Map<String, String> authorizationRequest(Map<String, String> initiation) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("scope", "openid");
    request.put("response_type", "id_token");
    request.put("response_mode", "form_post");
    request.put("prompt", "none");
    request.put("client_id", initiation.get("client_id"));
    request.put("redirect_uri", uri("/launch"));
    request.put("state", "state-1");
    request.put("nonce", "nonce-1");
    request.put("login_hint", initiation.get("login_hint"));
    request.put("lti_message_hint", initiation.get("lti_message_hint"));
    return request;
  }

  /** The hidden inputs of a page that posts itself. */
  static Map<String, String> inputs(String page) {
    Map<String, String> inputs = new LinkedHashMap<>();
    Matcher matcher = INPUT.matcher(page);
    while (matcher.find()) {
      inputs.put(
          matcher.group(1),
          matcher
              .group(2)
              .replace("&quot;", "\"")
              .replace("&#39;", "'")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&"));
    }
    return inputs;
  }

  /** The claims of a token whose signature one of the published keys verifies. */
  JsonNode verified(String token, String certs) {
    try {
      JsonWebKeySet keys = new JsonWebKeySet(call("GET", certs, "").body());
      String claims =
          new JwtConsumerBuilder()
              .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
              .setSkipDefaultAudienceValidation()
              .build()
              .processToClaims(token)
              .getRawJson();
      return Json.read(claims);
    } catch (JoseException | InvalidJwtException e) {
      throw new AssertionError("the token does not verify", e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
