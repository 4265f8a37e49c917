package org.mydocker.broker.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;

/** What the engine is asked to make, word for word. */
class CreationTest {

  @Test
  void publishesNoPortWhateverTheImageExposes() throws IOException {
    JsonNode host = asked(spec()).path("HostConfig");

    assertThat(host.path("PortBindings").isEmpty()).isTrue();
    assertThat(host.path("PublishAllPorts").asBoolean()).isFalse();
    assertThat(host.path("NetworkMode").asText()).isEqualTo("sessions");
    JsonNode alone = asked(ContainerSpec.of("one", "image", new Limits(1, 64 << 20, 10)));
    assertThat(alone.path("HostConfig").path("NetworkMode").asText()).isEqualTo("none");
  }

  @Test
  @Tag("RUN-01")
  void limitsTheProcessorByAQuotaAndLetsNoHealthCheckAndNoPolicyRestartIt() throws IOException {
    JsonNode body = asked(spec());

    assertThat(body.path("HostConfig").path("CpuPeriod").asLong()).isEqualTo(100_000);
    assertThat(body.path("HostConfig").path("CpuQuota").asLong()).isEqualTo(150_000);
    assertThat(body.path("HostConfig").path("RestartPolicy").path("Name").asText()).isIn("", "no");
    assertThat(body.path("Healthcheck").path("Test")).hasSize(1);
    assertThat(body.path("Healthcheck").path("Test").get(0).asText()).isEqualTo("NONE");
  }

  @Test
  @Tag("HOME-01")
  @Tag("HOME-03")
  void runsAsUser1000WithNothingButItsVolumes() throws IOException {
    JsonNode body = asked(spec());
    JsonNode host = body.path("HostConfig");

    assertThat(body.path("User").asText()).isEqualTo("1000:1000");
    assertThat(host.path("Binds").isEmpty()).isTrue();
    assertThat(host.path("Mounts")).hasSize(1);
    assertThat(host.path("Mounts").get(0).path("Type").asText()).isEqualTo("volume");
    assertThat(host.path("Mounts").get(0).path("Source").asText()).isEqualTo("a-home");
    assertThat(host.path("Privileged").asBoolean()).isFalse();
    assertThat(host.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(host.path("CapAdd").isEmpty()).isTrue();
    assertThat(host.path("SecurityOpt").toString()).isEqualTo("[\"no-new-privileges\"]");
    assertThat(host.path("PidsLimit").asLong()).isEqualTo(10);
    assertThat(host.path("Tmpfs").path("/tmp").asText()).contains("nosuid,nodev", "size=");
  }

  private static ContainerSpec spec() {
    return ContainerSpec.of("one", "image", new Limits(1.5, 64 << 20, 10))
        .withMounts(new VolumeMount(new VolumeName("a-home"), "/home/user", false))
        .withEnvironment(Map.of("A", "b"))
        .withNetwork("sessions");
  }

  /** The body of the request; nothing is sent. */
  private static JsonNode asked(ContainerSpec spec) throws IOException {
    String address = "unix:///nobody/there.sock";
    try (var http = new ApacheDockerHttpClient.Builder().dockerHost(URI.create(address)).build();
        var client =
            DockerClientImpl.getInstance(
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                    .withDockerHost(address)
                    .build(),
                http)) {
      ObjectMapper json = new ObjectMapper();
      JsonNode body = json.readTree(json.writeValueAsString(Creation.of(client, spec, false)));
      assertThat(body.path("Image").asText()).isEqualTo("image");
      return body;
    }
  }
}
