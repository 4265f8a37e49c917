import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A file that is new, other or gone.
 *
 * @param path from the project's root, such as {@code web/src/main/java/...}
 */
record Change(Path path) {

  private static final int MAIN = 3;

  /** What the sources have become since {@code before}; what editors put beside them is nothing. */
  static List<Change> between(Path before, Path now) throws IOException {
    Set<Path> all = new TreeSet<>(files(before));
    all.addAll(files(now));
    List<Change> changes = new ArrayList<>();
    for (Path path : all) {
      Path old = before.resolve(path);
      Path current = now.resolve(path);
      if (!Files.exists(old) || !Files.exists(current) || Files.mismatch(old, current) >= 0) {
        changes.add(new Change(path));
      }
    }
    return changes;
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(Path.of("pom.xml"));
    for (Module module : Module.values()) {
      files.add(Path.of(module.folder(), "pom.xml"));
      try (Stream<Path> all = Files.walk(root.resolve(module.folder()).resolve("src/main"))) {
        all.filter(Files::isRegularFile)
            .filter(file -> !file.getFileName().toString().matches("\\..*|#.*|.*~|.*\\.swp"))
            .map(root::relativize)
            .forEach(files::add);
      }
    }
    return files;
  }

  boolean isOfTheBuild() {
    return path.endsWith("pom.xml");
  }

  Module module() {
    return Module.of(path.getName(0).toString());
  }

  boolean isJava() {
    return path.toString().endsWith(".java");
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Its place among the Java sources. */
  Path inSources() {
    return path.subpath(MAIN + 1, path.getNameCount());
  }

  /** Its place on the class path, if it is a resource. */
  Optional<Path> resource() {
    return under("resources");
  }

  /** Its place in the WAR, if it is of the web application itself. */
  Optional<Path> page() {
    return under("webapp");
  }

  private Optional<Path> under(String kind) {
    return path.getNameCount() > MAIN + 1 && path.getName(MAIN).toString().equals(kind)
        ? Optional.of(inSources())
        : Optional.empty();
  }

  /** Has it there as well, or there neither. */
  void copy(Path to) throws IOException {
    copy(path, to);
  }

  /** The same from one copy of the sources to another. */
  void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(to);
    }
  }
}
