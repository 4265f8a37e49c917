package org.mydocker.broker.catalogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mydocker.kernel.people.Role;

/**
 * One version of an environment as its maintainer writes it (broker.md ENV-01, ENV-09): what all
 * get, and what a role gets otherwise. A {@link Recipe} is made of it for each role.
 *
 * @param software what is in it, in words
 * @param command empty for the image's own
 * @param idle empty for the site's usual time
 */
public record Design(
    Interface face,
    String software,
    ImageReference image,
    List<String> command,
    Ports ports,
    String startPath,
    Recipe.Size size,
    HomePolicy home,
    String mountPath,
    List<Of<DataMount>> data,
    List<Of<Variable>> variables,
    Optional<Duration> idle,
    Optional<Duration> lifetime,
    Reach reach,
    Needs needs,
    Map<Role, Otherwise> otherwise) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern PORT_NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public Design {
    command = List.copyOf(command);
    data = List.copyOf(data);
    variables = List.copyOf(variables);
    otherwise = Map.copyOf(otherwise);
    command.forEach(Design::requireWord);
    requireApart(mountPath, data);
  }

  /** A command is kept as one word a line. */
  private static void requireWord(String word) {
    if (word.isEmpty() || word.contains("\n")) {
      throw new IllegalArgumentException("not a word of a command: '" + word + "'");
    }
  }

  private static void requireApart(String home, List<Of<DataMount>> data) {
    if (data.stream().anyMatch(mount -> mount.what().target().equals(home))) {
      throw new IllegalArgumentException("data where the home is: " + home);
    }
  }

  /** Something that all have, or one role only. */
  public record Of<T>(Optional<Role> role, T what) {
    public static <T> Of<T> all(T what) {
      return new Of<>(Optional.empty(), what);
    }

    public static <T> Of<T> only(Role role, T what) {
      return new Of<>(Optional.of(role), what);
    }
  }

  /**
   * The port on which the interface answers, and others by their names.
   *
   * @param secure whether it answers there by HTTPS, with whatever certificate
   */
  public record Ports(int primary, boolean secure, Map<String, Integer> named) {

    /** With an interface in plain HTTP. */
    public Ports(int primary, Map<String, Integer> named) {
      this(primary, false, named);
    }

    public Ports {
      named = Map.copyOf(named);
      named.forEach(Ports::require);
      require("primary", primary);
    }

    private static void require(String name, int port) {
      if (!PORT_NAME.matcher(name).matches() || port < 1 || port > 65535) {
        throw new IllegalArgumentException("not a port: " + name + "=" + port);
      }
    }
  }

  /** A variable of the container; a secret one is sealed where it rests and shown nowhere. */
  public record Variable(String name, String content, boolean secret) {
    private static final int LONGEST_CONTENT = 4000;

    public Variable {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not a variable's name: " + name);
      }
      if (content.getBytes(StandardCharsets.UTF_8).length > LONGEST_CONTENT) {
        throw new IllegalArgumentException("too long: the variable " + name);
      }
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
      return "Variable[" + name + "]";
    }
  }

  /** What a role gets otherwise than the others; what is empty is as for all. */
  public record Otherwise(
      Optional<ImageReference> image,
      Optional<List<String>> command,
      Optional<Double> cpus,
      Optional<Long> memory,
      Optional<Integer> gpus) {

    public Otherwise {
      command = command.map(List::copyOf);
      command.ifPresent(words -> words.forEach(Design::requireWord));
    }

    /** More memory, in MiB, and nothing else. */
    public static Otherwise memory(long mebibytes) {
      return new Otherwise(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(mebibytes),
          Optional.empty());
    }
  }
}
