package org.mydocker.broker.catalogue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an environment needs beyond what every session has (ENG-06). It has no effect until an
 * administrator allowed it ({@link Permissions}).
 *
 * @param root its processes are root inside the container; without it they are user 1000, to whom
 *     capabilities are a bound only
 */
public record Needs(boolean root, Set<Capability> capabilities) {

  public static final Needs NOTHING = new Needs(false, Set.of());

  private static final String ROOT = "root";

  public Needs {
    capabilities = Set.copyOf(capabilities);
  }

  /** Reads what {@link #text} wrote; throws {@link IllegalArgumentException} for anything else. */
  static Needs of(String text) {
    Set<Capability> asked = EnumSet.noneOf(Capability.class);
    Set<String> words =
        Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    words.stream().filter(word -> !word.equals(ROOT)).map(Capability::valueOf).forEach(asked::add);
    return new Needs(words.contains(ROOT), asked);
  }

  public boolean nothing() {
    return !root && capabilities.isEmpty();
  }

  /** Whether who has these has those too. */
  boolean cover(Needs others) {
    return (root || !others.root) && capabilities.containsAll(others.capabilities);
  }

  /** The same words for the same needs: {@code root CHOWN SETUID}. */
  public String text() {
    return Stream.concat(
            root ? Stream.of(ROOT) : Stream.empty(), capabilities.stream().sorted().map(Enum::name))
        .collect(Collectors.joining(" "));
  }
}
