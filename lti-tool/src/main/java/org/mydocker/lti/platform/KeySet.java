package org.mydocker.lti.platform;

import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.SafeResponse;

/** A platform's key set as it was fetched, and how long it is good (TOK-20). */
record KeySet(List<JWK> keys, Instant fetched, Duration life) {

  private static final int MOST_KEYS = 100;
  private static final Duration LEAST_LIFE = Duration.ofMinutes(5);
  private static final Duration MOST_LIFE = Duration.ofHours(24);
  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d{1,9})");

  /** Throws {@link Malformed} when the answer is no key set. */
  static KeySet of(SafeResponse reply, Instant now) {
    Json set = StrictJson.object(reply.body());
    if (!(set.members().get("keys") instanceof List<?> list) || list.size() > MOST_KEYS) {
      throw new Malformed("no key set, or one with too many keys");
    }
    List<JWK> keys = new ArrayList<>();
    for (Json key : set.objects("keys")) {
      readable(key).ifPresent(keys::add);
    }
    return new KeySet(List.copyOf(keys), now, life(reply));
  }

  /** Keys of kinds that we do not read are another tool's affair. */
  private static Optional<JWK> readable(Json key) {
    try {
      return Optional.of(JWK.parse(key.members()));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Duration life(SafeResponse reply) {
    Matcher matcher =
        MAX_AGE.matcher(reply.header("cache-control").orElse("").toLowerCase(Locale.ROOT));
    if (!matcher.find()) {
      return USUAL_LIFE;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    return asked.compareTo(LEAST_LIFE) < 0
        ? LEAST_LIFE
        : asked.compareTo(MOST_LIFE) > 0 ? MOST_LIFE : asked;
  }

  boolean fresh(Instant now) {
    return now.isBefore(fetched.plus(life));
  }

  /** Old, yet better than none while the platform's key set is away (TOK-19). */
  boolean usable(Instant now) {
    return now.isBefore(fetched.plus(MOST_LIFE));
  }

  /** The key of that id, if there is exactly one (TOK-07). */
  Optional<PlatformKey> key(String kid) {
    List<JWK> found = keys.stream().filter(k -> kid.equals(k.getKeyID())).toList();
    return found.size() == 1 ? Optional.of(new PlatformKey(found.get(0))) : Optional.empty();
  }
}
