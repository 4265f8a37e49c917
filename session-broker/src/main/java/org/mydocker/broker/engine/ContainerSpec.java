package org.mydocker.broker.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that makes a container, hardened unless it says otherwise (ENG-06): user 1000, no capability,
 * no privilege to gain, the engine's own seccomp, a process limit, a bounded {@code /tmp}, no
 * network but the one named, no mount but volumes, a bounded log, an init as process 1. An empty
 * command means the image's own.
 */
public record ContainerSpec(
    String name,
    String image,
    List<String> command,
    Map<String, String> environment,
    Map<String, String> labels,
    Limits limits,
    Storage storage,
    Optional<String> network,
    Privileges privileges) {

  /**
   * A container's own disk: volumes, bounds of its memory file systems and log, read-only or not.
   */
  public record Storage(
      List<VolumeMount> mounts,
      long sharedMemoryBytes,
      long tmpBytes,
      long logBytes,
      boolean readOnlyRoot) {
    public Storage {
      mounts = List.copyOf(mounts);
    }
  }

  private static final Storage SMALL =
      new Storage(List.of(), 64L << 20, 256L << 20, 4L << 20, false);

  public ContainerSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    labels = Map.copyOf(labels);
    if (image.isBlank()) {
      throw new IllegalArgumentException("a container needs an image");
    }
  }

  /** A container without network and volumes, to be told more. */
  public static ContainerSpec of(String name, String image, Limits limits) {
    return new ContainerSpec(
        name,
        image,
        List.of(),
        Map.of(),
        Map.of(),
        limits,
        SMALL,
        Optional.empty(),
        Privileges.NONE);
  }

  public ContainerSpec withCommand(String... words) {
    return new ContainerSpec(
        name, image, List.of(words), environment, labels, limits, storage, network, privileges);
  }

  public ContainerSpec withEnvironment(Map<String, String> values) {
    return new ContainerSpec(
        name, image, command, values, labels, limits, storage, network, privileges);
  }

  public ContainerSpec withLabels(Map<String, String> values) {
    return new ContainerSpec(
        name, image, command, environment, values, limits, storage, network, privileges);
  }

  public ContainerSpec withStorage(Storage values) {
    return new ContainerSpec(
        name, image, command, environment, labels, limits, values, network, privileges);
  }

  public ContainerSpec withMounts(VolumeMount... mounts) {
    return withStorage(
        new Storage(
            List.of(mounts),
            storage.sharedMemoryBytes(),
            storage.tmpBytes(),
            storage.logBytes(),
            storage.readOnlyRoot()));
  }

  public ContainerSpec withNetwork(String networkName) {
    return new ContainerSpec(
        name,
        image,
        command,
        environment,
        labels,
        limits,
        storage,
        Optional.of(networkName),
        privileges);
  }

  public ContainerSpec withPrivileges(Privileges allowed) {
    return new ContainerSpec(
        name, image, command, environment, labels, limits, storage, network, allowed);
  }

  /**
   * The same for the same container, whatever its name and labels: tells a changed wish (ENG-03).
   */
  public String hash() {
    SortedMap<String, String> sorted = new TreeMap<>(environment);
    String text =
        List.of(image, command, sorted, limits, storage, network.orElse(""), privileges).toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** Without the values of the environment, which may be secret. */
  @Override
  public String toString() {
    return "ContainerSpec[%s of %s, %s, %s, environment %s]"
        .formatted(name, image, command, limits, new TreeMap<>(environment).keySet());
  }
}
