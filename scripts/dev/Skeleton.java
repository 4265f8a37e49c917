import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A source without comments and without what its methods do. Sources with the same one have the
 * same members, annotations, constants and first values, so that a running machine takes one for
 * the other, and no other source has to be compiled again.
 */
final class Skeleton {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private Skeleton() {}

  static List<String> of(Path source) {
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    List<String> parts = new ArrayList<>();
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(told, null, null)) {
      JavacTask task =
          (JavacTask)
              COMPILER.getTask(
                  null, files, told, List.of("-proc:none"), null, files.getJavaFileObjects(source));
      for (CompilationUnitTree unit : task.parse()) {
        unit.getTypeDecls().forEach(type -> add(type, parts));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  private static void add(Tree tree, List<String> parts) {
    if (tree instanceof ClassTree type) {
      parts.add(
          "%s %s %s %s %s %s %s"
              .formatted(
                  type.getKind(),
                  type.getModifiers(),
                  type.getSimpleName(),
                  type.getTypeParameters(),
                  type.getExtendsClause(),
                  type.getImplementsClause(),
                  type.getPermitsClause()));
      type.getMembers().forEach(member -> add(member, parts));
      parts.add("end");
    } else if (tree instanceof MethodTree method) {
      parts.add(
          "%s %s %s %s %s %s %s"
              .formatted(
                  method.getModifiers(),
                  method.getReturnType(),
                  method.getName(),
                  method.getTypeParameters(),
                  method.getParameters(),
                  method.getThrows(),
                  method.getDefaultValue()));
    } else {
      parts.add(tree.toString());
    }
  }
}
