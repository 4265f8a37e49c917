package org.mydocker.broker.innerdoor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the inner door tells the application which session a request comes from, in the header
 * {@value #HEADER}: {@code v1.{session}.{epoch second}.{HMAC-SHA256 over both, method and URI}}.
 * The two share a secret, made anew at each start where both live in one process; so nobody who
 * reaches the application in another way can claim to be a session, and a seal fits one request for
 * 30 s.
 */
public final class InnerSeal {
  public static final String HEADER = "X-Mydocker-Inner";
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int MIN_SECRET = 32;
  private static final Pattern SHAPE =
      Pattern.compile("v1\\.([A-Za-z0-9_-]{1,128})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

  private final SecretKeySpec key;
  private final InstantSource clock;

  /**
   * @param secret at least 32 random bytes
   */
  public InnerSeal(byte[] secret, InstantSource clock) {
    if (secret.length < MIN_SECRET) {
      throw new IllegalArgumentException("the secret needs " + MIN_SECRET + " bytes");
    }
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.clock = clock;
  }

  /** The header's value for a request of that session; the URI is path and query as sent. */
  public String seal(String session, String method, String uri) {
    long now = clock.instant().getEpochSecond();
    return "v1." + session + "." + now + "." + mac(session, now, method, uri);
  }

  /**
   * The session whose request this is; empty unless the seal is ours, fresh and for this request.
   */
  public Optional<String> session(String seal, String method, String uri) {
    Matcher parts = SHAPE.matcher(seal == null ? "" : seal);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String session = parts.group(1);
    long then = Long.parseLong(parts.group(2));
    boolean fresh =
        Duration.between(Instant.ofEpochSecond(then), clock.instant()).abs().compareTo(FRESH) <= 0;
    boolean ours =
        MessageDigest.isEqual(
            mac(session, then, method, uri).getBytes(StandardCharsets.US_ASCII),
            parts.group(3).getBytes(StandardCharsets.US_ASCII));
    return fresh && ours ? Optional.of(session) : Optional.empty();
  }

  private String mac(String session, long second, String method, String uri) {
    String text = String.join("\n", "v1", session, Long.toString(second), method, uri);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every JDK has it
    }
  }
}
