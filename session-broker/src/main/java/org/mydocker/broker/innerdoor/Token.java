package org.mydocker.broker.innerdoor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds a session's token in an Authorization header: Bearer, or Basic with any user, as Git sends.
 */
final class Token {
  private static final int MAX = 512;

  private Token() {}

  static Optional<String> in(String authorization) {
    if (authorization == null || authorization.length() > 2 * MAX) {
      return Optional.empty();
    }
    String[] parts = authorization.strip().split(" +", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> sound(parts[1]);
      case "basic" -> password(parts[1]).flatMap(Token::sound);
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String credentials) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> sound(String token) {
    return token.matches("[!-~]{1," + MAX + "}") ? Optional.of(token) : Optional.empty();
  }
}
