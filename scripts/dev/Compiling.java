import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The compiler alone, against what is deployed: no warnings, no Error Prone; those are the build's.
 */
final class Compiling {

  private final List<Path> libraries = new ArrayList<>();
  private final Function<Module, Path> deployed;
  private final Path to;

  /**
   * @param libraries of the WAR; those of the server come after them
   * @param to where the classes go, a folder for each module
   */
  Compiling(Path libraries, Path server, Function<Module, Path> deployed, Path to)
      throws IOException {
    for (Path folder : List.of(libraries, server.resolve("runtime"))) {
      try (Stream<Path> jars = Files.list(folder)) {
        jars.filter(jar -> jar.toString().endsWith(".jar"))
            .filter(jar -> !jar.getFileName().toString().startsWith("mydocker-"))
            .sorted()
            .forEach(this.libraries::add);
      }
    }
    this.deployed = deployed;
    this.to = to;
  }

  /** These alone, the rest of their modules being as it is deployed. */
  boolean files(List<Change> sources) throws IOException {
    boolean well = true;
    for (Module module : Module.values()) {
      List<Path> own =
          sources.stream().filter(change -> change.module() == module).map(Change::path).toList();
      well &= own.isEmpty() || compile(module, own, Set.of(), true);
    }
    return well;
  }

  /** All of these modules; the first with an error is the last. */
  boolean modules(Set<Module> modules) throws IOException {
    for (Module module : modules) {
      try (Stream<Path> all = Files.walk(Path.of(module.folder(), "src/main/java"))) {
        List<Path> sources = all.filter(path -> path.toString().endsWith(".java")).toList();
        if (!compile(module, sources, modules, false)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean compile(
      Module module, Collection<Path> sources, Set<Module> again, boolean withItself)
      throws IOException {
    List<Path> against = new ArrayList<>();
    for (Module needed : module.needs()) {
      against.add(again.contains(needed) ? to.resolve(needed.folder()) : deployed.apply(needed));
    }
    if (withItself) {
      against.add(deployed.apply(module));
    }
    against.addAll(libraries);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Path classes = Files.createDirectories(to.resolve(module.folder()));
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-Xlint:none",
              "-parameters",
              "--release",
              "17",
              "-encoding",
              "UTF-8",
              "-d",
              classes.toString(),
              "-cp",
              String.join(":", against.stream().map(Path::toString).toList()));
      return compiler
          .getTask(
              new PrintWriter(System.err, true),
              files,
              null,
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
  }
}
