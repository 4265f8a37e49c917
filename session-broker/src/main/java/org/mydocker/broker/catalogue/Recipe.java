package org.mydocker.broker.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.environment.EnvironmentId;

/**
 * What one role gets of one version of an environment, the role's own words laid over the common
 * ones (broker.md ENV-01, ENV-09): all that a start needs.
 *
 * @param command empty for the image's own
 * @param idle empty for the site's usual time
 */
public record Recipe(
    EnvironmentId environment,
    int version,
    Interface face,
    ImageReference image,
    List<String> command,
    Design.Ports ports,
    String startPath,
    Size size,
    HomePolicy home,
    String mountPath,
    List<DataMount> data,
    Optional<Duration> idle,
    Optional<Duration> lifetime,
    Reach reach,
    Needs needs,
    Map<String, String> variables) {

  public Recipe {
    command = List.copyOf(command);
    data = List.copyOf(data);
    variables = Map.copyOf(variables);
  }

  /** The same from another image. */
  public Recipe with(ImageReference other) {
    return new Recipe(
        environment,
        version,
        face,
        other,
        command,
        ports,
        startPath,
        size,
        home,
        mountPath,
        data,
        idle,
        lifetime,
        reach,
        needs,
        variables);
  }

  /** How much of the machine it may use; memory in MiB. */
  public record Size(double cpus, long memory, long processes, long sharedMemory, int gpus) {}

  /** Without the contents of the variables, which may be secret. */
  @Override
  public String toString() {
    return "Recipe[%s version %d, %s, variables %s]"
        .formatted(environment, version, image.text(), variables.keySet());
  }
}
