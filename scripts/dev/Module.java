import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** The product's modules, each after those that it is compiled against. */
enum Module {
  KERNEL("kernel"),
  WALLS("walls"),
  STORAGE("storage"),
  LTI("lti-tool"),
  ASSIGNMENT("assignment-service"),
  BROKER("session-broker"),
  WEB("web");

  private static final Set<Module> BASE = EnumSet.of(KERNEL, WALLS, STORAGE);

  private final String folder;

  Module(String folder) {
    this.folder = folder;
  }

  String folder() {
    return folder;
  }

  static Module of(String folder) {
    return Arrays.stream(values())
        .filter(module -> module.folder.equals(folder))
        .findFirst()
        .orElseThrow();
  }

  Set<Module> needs() {
    if (BASE.contains(this)) {
      return EnumSet.noneOf(Module.class);
    }
    return this == WEB ? EnumSet.complementOf(EnumSet.of(WEB)) : BASE;
  }

  /** These and all that are compiled against them. */
  static Set<Module> withDependents(Set<Module> changed) {
    Set<Module> all = new TreeSet<>(changed);
    for (Module module : values()) {
      if (module.needs().stream().anyMatch(changed::contains)) {
        all.add(module);
      }
    }
    return all;
  }
}
