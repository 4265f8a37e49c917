package org.mydocker.broker.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.VolumeOptions;
import java.util.List;
import java.util.Map;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.VolumeMount;

/**
 * A container's specification in Docker's words. Whatever the image says of itself, the user, the
 * health check (it must not restart anything, RUN-01) and the restart policy are ours.
 */
final class Creation {
  static final long CPU_PERIOD_MICROS = 100_000;
  private static final String USER = "1000:1000";
  private static final String ROOT = "0:0";

  private Creation() {}

  static CreateContainerCmd of(DockerClient docker, ContainerSpec spec, boolean withInput) {
    CreateContainerCmd command =
        docker
            .createContainerCmd(spec.image())
            .withName(spec.name())
            .withUser(spec.privileges().root() ? ROOT : USER)
            .withEnv(environment(spec.environment()))
            .withLabels(spec.labels())
            .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
            .withStdinOpen(withInput)
            .withStdInOnce(withInput)
            .withAttachStdin(withInput)
            .withHostConfig(host(spec));
    return spec.command().isEmpty() ? command : command.withCmd(spec.command());
  }

  private static HostConfig host(ContainerSpec spec) {
    ContainerSpec.Storage storage = spec.storage();
    return HostConfig.newHostConfig()
        .withInit(true)
        .withRestartPolicy(RestartPolicy.noRestart())
        .withCpuPeriod(CPU_PERIOD_MICROS)
        .withCpuQuota(quota(spec.limits().cpus()))
        .withMemory(spec.limits().memoryBytes())
        .withMemorySwap(spec.limits().memoryBytes()) // memory and swap together: no swap
        .withPidsLimit(spec.limits().processes())
        .withDeviceRequests(gpus(spec.limits().gpus()))
        .withShmSize(storage.sharedMemoryBytes())
        .withTmpFs(Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + storage.tmpBytes()))
        .withReadonlyRootfs(storage.readOnlyRoot())
        .withMounts(storage.mounts().stream().map(Creation::mount).toList())
        .withLogConfig(log(storage.logBytes()))
        .withNetworkMode(spec.network().orElse("none"))
        .withSecurityOpts(List.of("no-new-privileges"))
        .withCapDrop(Capability.ALL)
        .withCapAdd(
            spec.privileges().capabilities().stream()
                .map(Capability::valueOf)
                .toArray(Capability[]::new));
  }

  private static List<DeviceRequest> gpus(int count) {
    return count == 0
        ? List.of()
        : List.of(new DeviceRequest().withCount(count).withCapabilities(List.of(List.of("gpu"))));
  }

  private static Mount mount(VolumeMount mount) {
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource(mount.volume().value())
        .withTarget(mount.target())
        .withReadOnly(mount.readOnly())
        .withVolumeOptions(new VolumeOptions().withNoCopy(!mount.settling()));
  }

  private static LogConfig log(long bytes) {
    if (bytes == 0) {
      return new LogConfig(LogConfig.LoggingType.NONE);
    }
    return new LogConfig(
        LogConfig.LoggingType.JSON_FILE,
        Map.of("max-size", Long.toString(Math.max(bytes / 2, 1)), "max-file", "2"));
  }

  static long quota(double cpus) {
    return Math.max(1000, Math.round(cpus * CPU_PERIOD_MICROS));
  }

  private static List<String> environment(Map<String, String> values) {
    return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().toList();
  }
}
