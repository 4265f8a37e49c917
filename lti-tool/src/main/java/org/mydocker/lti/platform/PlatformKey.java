package org.mydocker.lti.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

/**
 * One public key of a platform that its key set named. Verifies with the algorithm of its own kind
 * only, and not at all when it is weak, not for signing, or not public (TOK-06, TOK-10).
 */
public record PlatformKey(JWK jwk) {

  private static final int LEAST_RSA_BITS = 2048;

  /** Whether a token with that algorithm may be verified with this key. */
  public boolean fits(String algorithm) {
    boolean kind =
        jwk instanceof RSAKey && algorithm.startsWith("RS")
            || jwk instanceof ECKey && algorithm.startsWith("ES");
    boolean use = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
    boolean declared = jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(algorithm);
    boolean strong = !(jwk instanceof RSAKey rsa) || rsa.size() >= LEAST_RSA_BITS;
    return kind && use && declared && strong && !jwk.isPrivate();
  }

  /** Whether the signature is this key's; never for a key that does not {@link #fits fit}. */
  public boolean verifies(JWSHeader header, byte[] signed, Base64URL signature) {
    if (!fits(header.getAlgorithm().getName())) {
      return false;
    }
    try {
      return verifier().verify(header, signed, signature);
    } catch (JOSEException e) {
      return false;
    }
  }

  private JWSVerifier verifier() throws JOSEException {
    return jwk instanceof RSAKey rsa
        ? new RSASSAVerifier(rsa.toRSAPublicKey())
        : new ECDSAVerifier(jwk.toECKey().toECPublicKey());
  }
}
