package org.mydocker.lti.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.wire.StrictJson;

/** Signs tokens of ours with the key of a registration: RS256, with kid and typ (DL-04, SVC-02). */
@Singleton
public class Signing {

  private final ToolKeys keys;

  @Inject
  public Signing(ToolKeys keys) {
    this.keys = keys;
  }

  /** The compact form. */
  public String sign(RegistrationId registration, Map<String, Object> claims) {
    return signed(keys.signingKey(registration), JOSEObjectType.JWT, claims);
  }

  /** What any key of ours signs, as what {@code type} says it is. */
  static String signed(RSAKey key, JOSEObjectType type, Map<String, Object> content) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build();
    JWSObject token = new JWSObject(header, new Payload(StrictJson.bytes(content)));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
