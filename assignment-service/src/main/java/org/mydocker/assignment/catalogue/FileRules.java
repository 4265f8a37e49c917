package org.mydocker.assignment.catalogue;

import java.util.Collection;
import java.util.List;
import org.mydocker.assignment.repository.IgnoredPaths;

/**
 * What an assignment says of files.
 *
 * @param required paths that a submission should have
 * @param ignored patterns, in the meaning of .gitignore, of what a submission leaves out
 */
public record FileRules(List<String> required, List<String> ignored) {

  public static final FileRules NONE = new FileRules(List.of(), List.of());

  public FileRules {
    required = List.copyOf(required);
    ignored = List.copyOf(ignored);
  }

  /** The required ones that are not among these paths of a submission (ACT-10). */
  public List<String> missing(Collection<String> submitted) {
    return required.stream()
        .map(path -> path.strip().replaceFirst("^(\\./)+", ""))
        .filter(path -> !path.isEmpty() && !submitted.contains(path))
        .distinct()
        .toList();
  }

  public IgnoredPaths ignoredPaths() {
    return IgnoredPaths.of(ignored);
  }
}
