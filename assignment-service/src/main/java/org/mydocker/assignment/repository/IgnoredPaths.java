package org.mydocker.assignment.repository;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/** The patterns of an assignment's file rules, with the meaning that they have in .gitignore. */
public final class IgnoredPaths {

  public static final IgnoredPaths NONE = of(List.of());

  private final IgnoreNode rules;

  private IgnoredPaths(List<FastIgnoreRule> rules) {
    this.rules = new IgnoreNode(rules);
  }

  public static IgnoredPaths of(List<String> patterns) {
    return new IgnoredPaths(
        patterns.stream()
            .filter(pattern -> !pattern.isBlank() && !pattern.startsWith("#"))
            .peek(IgnoredPaths::requireShort)
            .map(FastIgnoreRule::new)
            .toList());
  }

  /** Whether the file or one of the directories above it is ignored. */
  boolean contains(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (ignored(path.substring(0, slash), true)) {
        return true;
      }
    }
    return ignored(path, false);
  }

  private boolean ignored(String path, boolean directory) {
    return rules.isIgnored(path, directory) == IgnoreNode.MatchResult.IGNORED;
  }

  private static void requireShort(String pattern) {
    if (pattern.getBytes(StandardCharsets.UTF_8).length > 500) {
      throw new IllegalArgumentException("pattern too long");
    }
  }
}
