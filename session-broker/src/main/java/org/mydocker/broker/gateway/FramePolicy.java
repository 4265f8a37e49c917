package org.mydocker.broker.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who may frame a session: itself (interfaces nest frames of their own), the tool and the platform.
 * Each policy of the container keeps its other directives; the browser applies all policies
 * together, so ours comes as one more.
 */
final class FramePolicy {
  private FramePolicy() {}

  static String ancestors(List<String> origins) {
    return origins.stream().collect(Collectors.joining(" ", "frame-ancestors 'self' ", "")).strip();
  }

  /** The header's policies (a comma parts them) without their own word on ancestors. */
  static Optional<String> withoutAncestors(String header) {
    String left =
        Arrays.stream(header.split(",", -1))
            .map(FramePolicy::stripped)
            .filter(policy -> !policy.isEmpty())
            .collect(Collectors.joining(", "));
    return left.isEmpty() ? Optional.empty() : Optional.of(left);
  }

  private static String stripped(String policy) {
    return Arrays.stream(policy.split(";", -1))
        .map(String::strip)
        .filter(directive -> !directive.isEmpty())
        .filter(directive -> !directive.toLowerCase(Locale.ROOT).matches("frame-ancestors(\\s.*)?"))
        .collect(Collectors.joining("; "));
  }
}
