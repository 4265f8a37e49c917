package org.mydocker.assignment.work;

import java.util.List;
import java.util.Locale;
import org.mydocker.kernel.workspace.FolderName;

/** What an interface opens first: the only notebook, else the README, else the folder. */
final class FirstPath {

  private FirstPath() {}

  /** A path inside the home. */
  static String in(FolderName folder, List<String> paths) {
    List<String> top = paths.stream().filter(path -> path.indexOf('/') < 0).toList();
    List<String> notebooks = top.stream().filter(path -> path.endsWith(".ipynb")).toList();
    if (notebooks.size() == 1) {
      return folder + "/" + notebooks.get(0);
    }
    return top.stream()
        .filter(path -> path.toLowerCase(Locale.ROOT).matches("(readme|lisez-?moi)(\\.[a-z]+)?"))
        .findFirst()
        .map(readme -> folder + "/" + readme)
        .orElse(folder.value());
  }
}
