package org.mydocker.assignment.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mydocker.assignment.repository.IgnoredPaths;

/**
 * What an assignment says of files.
 *
 * @param required paths that a submission should have
 * @param ignored patterns, in the meaning of .gitignore, of what a submission leaves out
 * @param mostBytesOfAFile above which no file of a submission may be
 * @param mostBytes that all files of a submission may have together
 */
public record FileRules(
    List<String> required,
    List<String> ignored,
    Optional<Long> mostBytesOfAFile,
    Optional<Long> mostBytes) {

  public static final FileRules NONE = new FileRules(List.of(), List.of());

  public FileRules {
    required = List.copyOf(required);
    ignored = List.copyOf(ignored);
  }

  /** Without limits of the assignment's own. */
  public FileRules(List<String> required, List<String> ignored) {
    this(required, ignored, Optional.empty(), Optional.empty());
  }

  /** A file, and how large it is. */
  public record Sized(String path, long size) {}

  /** The first file that breaks a limit: by itself, or with those before it. */
  public Optional<TooLarge> tooLarge(Collection<Sized> files) {
    long all = 0;
    for (Sized file : files) {
      all += file.size();
      if (mostBytesOfAFile.filter(most -> file.size() > most).isPresent()) {
        return Optional.of(new TooLarge(file.path(), false, mostBytesOfAFile.get()));
      }
      long sum = all;
      if (mostBytes.filter(most -> sum > most).isPresent()) {
        return Optional.of(new TooLarge(file.path(), true, mostBytes.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * @param together the limit is that of all files, which this one exceeds
   */
  public record TooLarge(String path, boolean together, long limit) {}

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
