package org.mydocker.lti.launch;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.Requests;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;

/**
 * A JWS in its compact form, taken apart and nothing more (TOK-04, TOK-05): three parts in
 * canonical base64url, no other form, no padding. Nothing in it is to be believed.
 */
record CompactToken(Json header, byte[] signed, byte[] payload, Base64URL signature) {

  private static final int MOST_CHARS = 128 * 1024;

  static CompactToken parse(String text) {
    if (text.length() > MOST_CHARS) {
      throw new LaunchRejected(Reason.TOO_LARGE);
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new LaunchRejected(Reason.TOKEN_MALFORMED);
    }
    byte[] header = decoded(parts[0]);
    byte[] payload = decoded(parts[1]);
    decoded(parts[2]);
    return new CompactToken(
        json(header),
        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
        payload,
        new Base64URL(parts[2]));
  }

  /** The payload; for whom the signature has convinced. */
  Json claims() {
    return json(payload);
  }

  private static Json json(byte[] bytes) {
    try {
      return StrictJson.object(bytes);
    } catch (Malformed e) {
      throw Requests.rejected(Reason.TOKEN_MALFORMED, e);
    }
  }

  /** One text has one meaning: what does not encode back to itself is refused. */
  private static byte[] decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw Requests.rejected(Reason.TOKEN_MALFORMED, e);
    }
    throw new LaunchRejected(Reason.TOKEN_MALFORMED);
  }
}
