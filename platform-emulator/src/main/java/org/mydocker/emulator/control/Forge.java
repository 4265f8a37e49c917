package org.mydocker.emulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.lti.PlatformKeys;

/**
 * Makes any token that an attacker could want, bytes under control (the rows J-* and O-* of lti.md
 * section 3): it signs by hand, because a JOSE library rightly refuses most of them.
 *
 * <p>Keys: {@code own} (published), {@code other} (never published, but wears the kid of own),
 * {@code weak} (RSA 1024), {@code ec} (P-256), {@code ed} (Ed25519), {@code public-pem}, {@code
 * public-n}, {@code jwks} (HMAC keyed by what is public of own), {@code none}.
 */
public final class Forge {
  private final PlatformKeys keys;
  private RsaJsonWebKey other; // guarded by this
  private RsaJsonWebKey weak; // guarded by this
  private EllipticCurveJsonWebKey elliptic; // guarded by this

  public Forge(PlatformKeys keys) {
    this.keys = keys;
  }

  /**
   * A compact JWS. {@code order}: claims (object) or payloadText (raw), header (object; null
   * removes a member) or headerText (raw), key (default own), alg (how to sign where it is not what
   * the header says).
   */
  public String sign(JsonNode order) {
    String key = order.path("key").asText("own");
    String defaultAlgorithm =
        switch (key) {
          case "own", "other", "weak" -> "RS256";
          case "ec" -> "ES256";
          case "ed" -> "EdDSA";
          case "public-pem", "public-n", "jwks" -> "HS256";
          case "none" -> "none";
          default -> throw new Refusal(400, "no key is named " + key);
        };
    String claimed = order.path("header").path("alg").asText(defaultAlgorithm);
    String algorithm = order.path("alg").asText(claimed);
    String header =
        order.has("headerText")
            ? order.path("headerText").asText()
            : header(order.path("header"), key, claimed).toString();
    String payload =
        order.has("payloadText")
            ? order.path("payloadText").asText()
            : order.path("claims").toString();
    String input = encoded(utf8(header)) + "." + encoded(utf8(payload));
    try {
      return input + "." + encoded(signature(algorithm, key, utf8(input)));
    } catch (GeneralSecurityException e) {
      throw new Refusal(400, "cannot sign " + algorithm + " with " + key + ": " + e.getMessage());
    }
  }

  /** The public halves, by name, as JWKs: for a test that makes a key set of its own. */
  public Map<String, Map<String, Object>> publicKeys() {
    return Map.of(
        "own", published(keys.current()),
        "other", published(other()),
        "weak", published(weak()),
        "ec", published(elliptic()));
  }

  private static Map<String, Object> published(PublicJsonWebKey key) {
    return key.toParams(OutputControlLevel.PUBLIC_ONLY);
  }

  private ObjectNode header(JsonNode changes, String key, String algorithm) {
    ObjectNode header = Json.object();
    header.put("alg", algorithm).put("typ", "JWT");
    header.put(
        "kid",
        switch (key) {
          case "weak" -> weak().getKeyId();
          case "ec" -> elliptic().getKeyId();
          default -> keys.current().getKeyId();
        });
    changes
        .properties()
        .forEach(
            change -> {
              if (change.getValue().isNull()) {
                header.remove(change.getKey());
              } else {
                header.set(change.getKey(), change.getValue());
              }
            });
    return header;
  }

  private byte[] signature(String algorithm, String key, byte[] input)
      throws GeneralSecurityException {
    if (algorithm.toLowerCase(Locale.ROOT).equals("none")) {
      return new byte[0];
    }
    if (algorithm.startsWith("HS")) {
      String name = "HmacSHA" + algorithm.substring(2);
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(sharedSecret(key), name));
      return mac.doFinal(input);
    }
    Signature signature = Signature.getInstance(jcaName(algorithm));
    if (algorithm.startsWith("PS")) {
      int bits = Integer.parseInt(algorithm.substring(2));
      String digest = "SHA-" + bits;
      signature.setParameter(
          new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), bits / 8, 1));
    }
    signature.initSign(privateKey(key));
    signature.update(input);
    return signature.sign();
  }

  private static String jcaName(String algorithm) {
    return switch (algorithm) {
      case "RS1" -> "SHA1withRSA";
      case "RS256", "RS384", "RS512" -> "SHA" + algorithm.substring(2) + "withRSA";
      case "PS256", "PS384", "PS512" -> "RSASSA-PSS";
      case "ES256", "ES384", "ES512" -> "SHA" + algorithm.substring(2) + "withECDSAinP1363Format";
      case "EdDSA" -> "Ed25519";
      default -> throw new Refusal(400, "alg says how to sign, and " + algorithm + " is unknown");
    };
  }

  private PrivateKey privateKey(String key) throws GeneralSecurityException {
    return switch (key) {
      case "other" -> other().getPrivateKey();
      case "weak" -> weak().getPrivateKey();
      case "ec" -> elliptic().getPrivateKey();
      case "ed" -> edwards().getPrivate();
      default -> keys.current().getPrivateKey();
    };
  }

  private byte[] sharedSecret(String key) {
    PublicKey own = keys.current().getPublicKey();
    return switch (key) {
      case "public-n" ->
          utf8(keys.current().toParams(OutputControlLevel.PUBLIC_ONLY).get("n").toString());
      case "jwks" -> utf8(keys.published());
      default ->
          utf8(
              "-----BEGIN PUBLIC KEY-----\n"
                  + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(own.getEncoded())
                  + "\n-----END PUBLIC KEY-----\n");
    };
  }

  private synchronized RsaJsonWebKey other() {
    if (other == null) {
      other = PlatformKeys.generate(2048);
    }
    other.setKeyId(keys.current().getKeyId());
    return other;
  }

  private synchronized RsaJsonWebKey weak() {
    if (weak == null) {
      weak = PlatformKeys.generate(1024);
    }
    return weak;
  }

  private synchronized EllipticCurveJsonWebKey elliptic() {
    if (elliptic == null) {
      try {
        elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      } catch (JoseException e) {
        throw new IllegalStateException("cannot make an EC key", e);
      }
      elliptic.setKeyId("ec-key");
      elliptic.setAlgorithm("ES256");
      elliptic.setUse("sig");
    }
    return elliptic;
  }

  private static KeyPair edwards() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    return generator.generateKeyPair();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
