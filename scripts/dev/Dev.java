import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./mydocker dev} does with a change: sentences, templates and what browsers fetch go
 * into the exploded WAR, which reads them anew; changed methods go into the running machine; for
 * all else it says that the application has to start again. Nothing of it happens when the compiler
 * finds an error.
 *
 * <p>In the folder it works in: {@code mydocker}, the exploded WAR; {@code classes}, what the
 * modules' jars are made of; {@code seen}, the sources that these were made of; {@code taken}, the
 * changed ones as they are taken.
 */
final class Dev {

  private static final int REFUSED = 1;
  private static final int RESTART = 10;
  private static final int BUILD = 11;

  private static final Set<String> FRESH = Set.of("templates", "messages", "static");

  private final Path folder;
  private final Path war;
  private final Path seen;
  private final Path taken;
  private final Path next;

  private Dev(Path folder) {
    this.folder = folder;
    this.war = folder.resolve("mydocker");
    this.seen = folder.resolve("seen");
    this.taken = folder.resolve("taken");
    this.next = folder.resolve("next");
  }

  /**
   * {@code lay FOLDER WAR} or {@code take FOLDER SERVER PID}, in the project's root; the process is
   * 0 if there is none.
   */
  public static void main(String[] arguments) throws IOException {
    Dev dev = new Dev(Path.of(arguments[1]));
    if (arguments[0].equals("lay")) {
      dev.lay(Path.of(arguments[2]));
    } else {
      System.exit(dev.take(Path.of(arguments[2]), arguments[3]));
    }
  }

  private void lay(Path packed) throws IOException {
    delete(war);
    delete(folder.resolve("classes"));
    unpack(packed, war);
    for (Module module : Module.values()) {
      if (module != Module.WEB) {
        unpack(jar(module), classes(module));
        for (String kind : FRESH) {
          copyAll(classes(module).resolve(kind), classes(Module.WEB).resolve(kind));
        }
      }
    }
  }

  private int take(Path server, String process) throws IOException {
    List<Change> changes = Change.between(seen, Path.of(""));
    if (changes.stream().anyMatch(Change::isOfTheBuild)) {
      return BUILD;
    }
    delete(next);
    delete(taken);
    for (Change change :
        changes) { // first of all: what is saved again meanwhile is the next change
      change.copy(taken.resolve(change.path()));
    }
    List<Change> sources = changes.stream().filter(Change::isJava).toList();
    boolean swaps =
        !process.equals("0")
            && changes.stream()
                .allMatch(change -> change.isJava() ? onlyInMethods(change) : isFresh(change));
    Compiling compiling = new Compiling(war.resolve("WEB-INF/lib"), server, this::classes, next);
    if (swaps && !compiling.files(sources)) {
      return REFUSED;
    }
    if (swaps && sameClasses(sources)) {
      put(changes);
      swaps = Swap.into(process, next, folder);
    } else {
      swaps = false;
    }
    Set<Module> compiled = modules(sources);
    if (!swaps) {
      delete(next);
      compiled = Module.withDependents(compiled);
      if (!compiling.modules(compiled)) {
        return REFUSED;
      }
      for (Module module : compiled) {
        deleteClasses(classes(module));
      }
      put(changes);
    }
    for (Module module : compiled) {
      copyAll(next.resolve(module.folder()), classes(module));
    }
    for (Change change : changes) {
      change.copy(taken.resolve(change.path()), seen.resolve(change.path()));
    }
    compiled.addAll(modules(changes));
    for (Module module : compiled) {
      pack(module);
    }
    return swaps ? 0 : RESTART;
  }

  private static Set<Module> modules(List<Change> changes) {
    return changes.stream().map(Change::module).collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean onlyInMethods(Change change) {
    Path before = seen.resolve(change.path());
    return change.exists()
        && Files.exists(before)
        && Skeleton.of(before).equals(Skeleton.of(change.path()));
  }

  private static boolean isFresh(Change change) {
    return change.resource().map(path -> FRESH.contains(path.getName(0).toString())).orElse(false);
  }

  /** Classes come and go with lambdas' and switches' helpers as well; those no machine takes. */
  private boolean sameClasses(List<Change> sources) throws IOException {
    for (Change change : sources) {
      Path source = change.inSources();
      String name = source.getFileName().toString().replace(".java", "");
      if (!named(next.resolve(change.module().folder()).resolve(source).getParent(), name)
          .equals(named(classes(change.module()).resolve(source).getParent(), name))) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> named(Path directory, String name) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.equals(name + ".class") || file.startsWith(name + "$"))
          .collect(Collectors.toSet());
    }
  }

  private void put(List<Change> changes) throws IOException {
    for (Change change : changes) {
      if (change.resource().isPresent()) {
        change.copy(classes(change.module()).resolve(change.resource().get()));
        if (isFresh(change)) {
          change.copy(classes(Module.WEB).resolve(change.resource().get()));
        }
      } else if (change.page().isPresent()) {
        change.copy(war.resolve(change.page().get()));
      }
    }
  }

  private Path classes(Module module) {
    return module == Module.WEB
        ? war.resolve("WEB-INF/classes")
        : folder.resolve("classes").resolve(module.folder());
  }

  private Path jar(Module module) throws IOException {
    try (Stream<Path> jars = Files.list(war.resolve("WEB-INF/lib"))) {
      return jars.filter(
              jar -> jar.getFileName().toString().startsWith("mydocker-" + module.folder() + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** By another name first: the running machine reads the old one as long as it likes. */
  private void pack(Module module) throws IOException {
    if (module == Module.WEB) {
      return;
    }
    Path packed = Files.createDirectories(next).resolve(module.folder() + ".jar");
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-cfM",
                packed.toString(),
                "-C",
                classes(module).toString(),
                ".");
    if (code != 0) {
      throw new IOException("not packed: " + packed);
    }
    Files.move(packed, jar(module), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void unpack(Path archive, Path to) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(archive)) {
      copyAll(inside.getPath("/"), to);
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void deleteClasses(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".class")).toList()) {
        Files.delete(file);
      }
    }
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : new ArrayList<>(all.sorted((a, b) -> b.compareTo(a)).toList())) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
