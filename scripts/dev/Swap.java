import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * Gives the running machine other methods for classes that it has, and lets it forget the sentences
 * that it read: asked outside, done inside.
 */
public final class Swap {

  /** A class that every start of the application loads: its loader is that of all of ours. */
  private static final String ONE_OF_OURS = "org.mydocker.web.page.Templates";

  private static final String DONE = "done";

  private Swap() {}

  /**
   * @param classes a folder for each module
   * @param folder of this program's jar, and for the answer
   * @return whether it took all of them; else it has none of them
   */
  static boolean into(String process, Path classes, Path folder) throws IOException {
    Path answer = folder.resolve("swapped");
    Files.deleteIfExists(answer);
    try {
      VirtualMachine machine = VirtualMachine.attach(process);
      try {
        machine.loadAgent(folder.resolve("dev.jar").toString(), classes + "\n" + answer);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
      return false;
    }
    return Files.readString(answer).equals(DONE);
  }

  /** Inside. */
  public static void agentmain(String arguments, Instrumentation machine) throws IOException {
    String[] paths = arguments.split("\n");
    String said;
    try {
      ClassLoader ours = ours(machine);
      ResourceBundle.clearCache(ours);
      machine.redefineClasses(definitions(Path.of(paths[0]), ours));
      said = DONE;
    } catch (Exception | LinkageError e) {
      said = e.toString();
    }
    Files.writeString(Path.of(paths[1]), said);
  }

  private static ClassLoader ours(Instrumentation machine) {
    return Arrays.stream(machine.getAllLoadedClasses())
        .filter(type -> type.getName().equals(ONE_OF_OURS))
        .findFirst()
        .orElseThrow()
        .getClassLoader();
  }

  private static ClassDefinition[] definitions(Path classes, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    List<ClassDefinition> definitions = new ArrayList<>();
    if (!Files.isDirectory(classes)) {
      return new ClassDefinition[0];
    }
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".class")).toList()) {
        Path inModule =
            classes.relativize(file).subpath(1, classes.relativize(file).getNameCount());
        String name = inModule.toString().replace(".class", "").replace('/', '.');
        Class<?> type = Class.forName(name, false, loader);
        definitions.add(new ClassDefinition(type, Files.readAllBytes(file)));
      }
    }
    return definitions.toArray(ClassDefinition[]::new);
  }
}
