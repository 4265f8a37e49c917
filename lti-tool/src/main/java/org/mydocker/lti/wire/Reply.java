package org.mydocker.lti.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a platform answered.
 *
 * @param headers by lower-case name
 */
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {

  public Reply {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    e -> e.getKey().toLowerCase(Locale.ROOT),
                    e -> List.copyOf(e.getValue()),
                    (a, b) -> a));
  }

  public boolean fine() {
    return status >= 200 && status < 300;
  }

  public List<String> all(String header) {
    return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of());
  }

  public Optional<String> header(String header) {
    return all(header).stream().findFirst();
  }
}
