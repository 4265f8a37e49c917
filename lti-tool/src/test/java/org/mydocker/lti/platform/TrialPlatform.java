package org.mydocker.lti.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.AddressPolicy;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.Trust;

/** A platform on loopback: real keys, a key set behind a real socket, tokens of any content. */
public final class TrialPlatform implements AutoCloseable {

  public static final RSAKey KEY = rsa("k1", 2048);
  public static final RSAKey OTHER_KEY = rsa("k2", 2048);

  public final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer server;
  private volatile List<Map<String, Object>> keys = List.of(KEY.toPublicJWK().toJSONObject());
  private volatile int status = 200;

  public TrialPlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          byte[] body = StrictJson.bytes(Map.of("keys", keys));
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  public static SafeHttp http() {
    return new SafeHttp(AddressPolicy.strict().allowingInsecureLoopback(), Trust.system());
  }

  public static RSAKey rsa(String kid, int bits) {
    try {
      return new RSAKeyGenerator(bits, true)
          .keyID(kid)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public void publish(JWK... published) {
    keys = java.util.Arrays.stream(published).map(JWK::toJSONObject).toList();
  }

  public void answer(int code) {
    status = code;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public Registration registration(String issuer, String clientId, TenantId tenant) {
    return new Registration(
        RegistrationId.random(),
        tenant,
        issuer,
        issuer,
        clientId,
        URI.create(address() + "/auth"),
        URI.create(address() + "/token"),
        address() + "/token",
        URI.create(address() + "/keys"),
        Set.of("RS256"),
        Set.of(),
        Set.of("127.0.0.1"),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Registration.Status.ACTIVE,
        "moodle",
        "",
        false,
        "test",
        Instant.parse("2026-11-20T10:00:00Z"));
  }

  public static String signed(Map<String, Object> claims) {
    return signed(KEY, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
  }

  public static String signed(RSAKey key, JWSHeader header, Map<String, Object> claims) {
    JWSObject token = new JWSObject(header, new Payload(StrictJson.bytes(claims)));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
