package org.mydocker.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command: reads the requirements and the results below a project's root and writes {@code
 * docs/conformance.md}; with {@code --check} it writes nothing and also refuses failed numbers.
 *
 * <p>Ends with 0, with 1 when the tests say something that must not be (a tag that looks like a
 * number and is none; with {@code --check} a number whose test failed), with 2 when it could not do
 * its work. Numbers that are open for want of a test are no error: the page shows them.
 */
public final class ConformanceReport {

  private static final String CHECK = "--check";

  private final Path root;
  private final PrintStream out;
  private final PrintStream err;

  ConformanceReport(Path root, PrintStream out, PrintStream err) {
    this.root = root;
    this.out = out;
    this.err = err;
  }

  /** Arguments: {@code [--check] [root]}; the root is the current directory unless given. */
  public static void main(String[] arguments) {
    List<String> given = Arrays.asList(arguments);
    List<String> roots = given.stream().filter(argument -> !argument.startsWith("-")).toList();
    boolean check = given.contains(CHECK);
    if (roots.size() > 1 || given.size() != roots.size() + (check ? 1 : 0)) {
      System.err.println("usage: ConformanceReport [--check] [root of the project]");
      System.exit(2);
    }
    Path root = Path.of(roots.isEmpty() ? "" : roots.get(0));
    System.exit(new ConformanceReport(root, System.out, System.err).run(check));
  }

  int run(boolean check) {
    try {
      Tables tables = new Tables(root);
      Conformance conformance = Conformance.of(tables.requirements(), tables.results());
      if (!check) {
        write(new ConformancePage(conformance).markdown());
      }
      return judge(conformance, check);
    } catch (NoSuchFileException e) {
      err.println("not found: " + e.getFile() + " (run it in the root of the project)");
    } catch (MalformedTable | IOException e) {
      err.println(e.getMessage());
    }
    return 2;
  }

  private void write(String page) throws IOException {
    Path file = root.resolve("docs").resolve("conformance.md");
    Files.writeString(file, page, UTF_8);
    out.println("written: " + file);
  }

  private int judge(Conformance conformance, boolean check) {
    long proven =
        conformance.verdicts().values().stream().filter(v -> v instanceof Verdict.Proven).count();
    out.println(proven + " of " + conformance.verdicts().size() + " numbers passed");
    conformance
        .strays()
        .forEach((tag, tests) -> err.println("no such number: " + tag + " on " + tests));
    conformance
        .failures()
        .forEach((number, tests) -> err.println("failed: " + number + " in " + tests));
    boolean refused =
        !conformance.strays().isEmpty() || (check && !conformance.failures().isEmpty());
    return refused ? 1 : 0;
  }
}
