package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The RSA keys of a tenant: the last one signs, all are published. Moodle has one key and no page
 * to rotate it; a test may.
 */
public final class PlatformKeys {
  private static final int BITS = 2048;

  private final Consumer<List<Map<String, Object>>> keeper;
  private List<RsaJsonWebKey> keys; // guarded by this

  public PlatformKeys(List<Map<String, Object>> saved, Consumer<List<Map<String, Object>>> keeper) {
    this.keeper = keeper;
    this.keys = saved.stream().map(PlatformKeys::read).toList();
    if (keys.isEmpty()) {
      rotate(false);
    }
  }

  /** Makes a new signing key; without {@code keepOld} the others are no longer published. */
  public synchronized String rotate(boolean keepOld) {
    RsaJsonWebKey fresh = generate(BITS);
    List<RsaJsonWebKey> all = new ArrayList<>(keepOld ? keys : List.of());
    all.add(fresh);
    keys = List.copyOf(all);
    keeper.accept(
        keys.stream().map(key -> key.toParams(OutputControlLevel.INCLUDE_PRIVATE)).toList());
    return fresh.getKeyId();
  }

  public synchronized RsaJsonWebKey current() {
    return keys.get(keys.size() - 1);
  }

  public synchronized String published() {
    return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  public String sign(JsonNode claims) {
    RsaJsonWebKey key = current();
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toString());
    jws.setHeader("typ", "JWT");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  public static RsaJsonWebKey generate(int bits) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(bits);
      key.setKeyId(UUID.randomUUID().toString().replace("-", "").substring(0, 20));
      key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
      key.setUse(Use.SIGNATURE);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("cannot make an RSA key", e);
    }
  }

  private static RsaJsonWebKey read(Map<String, Object> parameters) {
    try {
      return new RsaJsonWebKey(parameters);
    } catch (JoseException e) {
      throw new IllegalStateException("a saved key cannot be read", e);
    }
  }
}
