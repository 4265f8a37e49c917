package org.mydocker.walls.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back: status, headers by lower-case name in the order received, the whole body. */
public record SafeResponse(int status, Map<String, List<String>> headers, byte[] body) {
  public SafeResponse {
    headers = Map.copyOf(headers);
  }

  /** The first value of a header, by its name in lower case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All values of a header, by its name in lower case; a {@code Link} may come several times. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The body read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
