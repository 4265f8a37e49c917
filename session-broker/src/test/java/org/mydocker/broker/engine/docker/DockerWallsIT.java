package org.mydocker.broker.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineContract;
import org.mydocker.broker.engine.EngineEvent;
import org.mydocker.broker.engine.EngineNetwork;
import org.mydocker.broker.engine.EventWatch;
import org.mydocker.broker.engine.Eventually;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.SessionLabels;

/** What holds a real container in: looked at from inside, by what it can do and what answers. */
class DockerWallsIT {
  private static final String INSTALLATION = "test-" + UUID.randomUUID();
  private static final Map<String, String> MINE = SessionLabels.ofInstallation(INSTALLATION);
  private static Engine engine;

  @BeforeAll
  static void connect() {
    engine = DockerForTests.engine();
  }

  @AfterAll
  static void removeWhatIsLeft() {
    if (engine != null) {
      engine.list(MINE).forEach(container -> engine.remove(container.id()));
      engine.close();
    }
  }

  private static ContainerSpec shell(String script) {
    return ContainerSpec.of(
            "mydocker-test-" + UUID.randomUUID(),
            EngineContract.IMAGE,
            new Limits(0.5, 32L << 20, 20))
        .withLabels(MINE)
        .withCommand("sh", "-c", script);
  }

  private static String inside(ContainerSpec spec) {
    return engine.run(
        spec,
        InputStream.nullInputStream(),
        Duration.ofSeconds(30),
        program -> new String(program.output().readAllBytes(), UTF_8));
  }

  private static ContainerId started(ContainerSpec spec) {
    ContainerId container = engine.create(spec);
    engine.start(container);
    return container;
  }

  @Test
  @Tag("ENG-06")
  void aContainerHasNoPrivilegeAndNoWayToGainOne() {
    String seen = inside(shell("id -u; cat /proc/self/status; ls -A / /sys/class/net"));
    assertThat(seen.lines()).first().isEqualTo("1000");
    assertThat(seen)
        .containsPattern("CapEff:\\s+0+\n")
        .containsPattern("CapBnd:\\s+0+\n")
        .containsPattern("NoNewPrivs:\\s+1\n")
        .containsPattern("Seccomp:\\s+2\n")
        .doesNotContain("docker.sock")
        .doesNotContain("eth0"); // no network unless one is named
  }

  @Test
  @Tag("ENG-06")
  void tmpAndTheNumberOfProcessesAreBounded() {
    ContainerSpec.Storage storage =
        new ContainerSpec.Storage(List.of(), 8L << 20, 4L << 20, 1L << 20, true);
    String seen =
        inside(
            shell(
                    "head -c 9000000 /dev/zero > /tmp/x; stat -c %s /tmp/x; touch /new && echo"
                        + " writable; for i in $(seq 1 40); do sleep 5 & done; echo unbounded")
                .withStorage(storage));
    assertThat(seen).startsWith("4194304\n").doesNotContain("writable", "unbounded");
  }

  @Test
  @Tag("RUN-01")
  void whoIsAtTheCpuLimitIsSlowedAndLives() {
    String loop = "while true; do true; done";
    ContainerId busy = started(shell(loop + " & " + loop + " & " + loop));
    long begun = System.nanoTime();
    Duration before = engine.usage(busy).processorTime();
    Eventually.become(
        () ->
            System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(3)
                && engine.inspect(busy) instanceof ContainerState.Running);
    Duration used = engine.usage(busy).processorTime().minus(before);
    double cpus = used.toNanos() / (double) (System.nanoTime() - begun);
    assertThat(cpus).isBetween(0.05, 0.65);
    engine.limit(busy, new Limits(0.1, 32L << 20, 20));
    assertThat(engine.inspect(busy)).isInstanceOf(ContainerState.Running.class);
    engine.remove(busy);
  }

  @Test
  @Tag("RUN-02")
  void outOfMemoryIsToldAsSuch() {
    List<EngineEvent.What> told = new CopyOnWriteArrayList<>();
    try (EventWatch watch =
        EventWatch.start(
            engine, MINE, Clock.systemUTC(), event -> told.add(event.what()), () -> {})) {
      assertThat(watch).isNotNull();
      ContainerId greedy = started(shell("exec tail /dev/zero"));
      Eventually.become(() -> told.contains(EngineEvent.What.OUT_OF_MEMORY));
      Eventually.become(() -> engine.inspect(greedy) instanceof ContainerState.Exited);
      ContainerState.Exited end = (ContainerState.Exited) engine.inspect(greedy);
      assertThat(end.outOfMemory()).isTrue();
      assertThat(end.code()).isEqualTo(137);
      engine.remove(greedy);
    }
  }

  @Test
  @Tag("ENG-04")
  void aDeathDuringALostLineIsToldWhenTheLineIsBack() throws IOException {
    DockerAddress address = DockerForTests.address();
    Assumptions.assumeTrue(address.uri().getScheme().equals("unix"), "needs the engine's socket");
    List<EngineEvent> told = new CopyOnWriteArrayList<>();
    AtomicInteger gaps = new AtomicInteger();
    try (CutLine line = new CutLine(Path.of(address.uri().getPath()));
        Engine far = new DockerEngine(line.address());
        EventWatch watch =
            EventWatch.start(far, MINE, Clock.systemUTC(), told::add, gaps::incrementAndGet)) {
      assertThat(watch).isNotNull();
      ContainerId container = started(shell("sleep 600"));
      Eventually.become(() -> saw(told, container, EngineEvent.What.STARTED) == 1);
      line.cut();
      engine.stop(container, Duration.ZERO);
      line.mend();
      Eventually.become(() -> saw(told, container, EngineEvent.What.DIED) == 1);
      assertThat(saw(told, container, EngineEvent.What.STARTED)).isEqualTo(1);
      assertThat(gaps).hasPositiveValue();
      engine.remove(container);
    }
  }

  private static long saw(List<EngineEvent> told, ContainerId container, EngineEvent.What what) {
    return told.stream()
        .filter(event -> event.container().equals(container) && event.what() == what)
        .count();
  }

  @Test
  void sessionsReachNeitherEachOtherNorTheHostButForTheInnerDoor()
      throws IOException, InterruptedException {
    Path firewall = Path.of("..", "scripts", "firewall");
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "the firewall needs root");
    String unique = UUID.randomUUID().toString();
    String bridge = "mydt" + unique.substring(0, 8);
    NetworkSpec spec =
        new NetworkSpec("mydocker-test-" + unique, bridge, List.of("10.213.3.0/24"), true, MINE);
    EngineNetwork network = engine.ensureNetwork(spec);
    try (Answering service = new Answering(network.gateway(), "the host's secret");
        Answering innerDoor = new Answering(network.gateway(), "the inner door")) {
      run(firewall, "apply", bridge, innerDoor.port());
      run(firewall, "apply", bridge, innerDoor.port());
      run(firewall, "check", bridge, innerDoor.port());
      ContainerId neighbour =
          started(shell("exec httpd -f -p 8080 -h /www").withNetwork(network.name()));
      String address = ((ContainerState.Running) engine.inspect(neighbour)).address().orElseThrow();
      Eventually.become(() -> ask(address, 8080).contains("it works")); // the gateway's way

      String seen =
          inside(
              shell(
                      "for to in '%s %d' '%s %d' '%s 8080'; do echo GET / | nc -w 2 $to; done; echo end"
                          .formatted(
                              network.gateway(),
                              innerDoor.port(),
                              network.gateway(),
                              service.port(),
                              address))
                  .withNetwork(network.name()));
      assertThat(seen)
          .contains("the inner door")
          .doesNotContain("secret")
          .doesNotContain("it works")
          .endsWith("end\n");

      run(firewall, "remove", bridge, innerDoor.port());
      engine.remove(neighbour);
      String without =
          inside(
              shell("echo | nc -w 2 %s %d".formatted(network.gateway(), service.port()))
                  .withNetwork(network.name()));
      assertThat(without).contains("secret"); // so it was the rule, and nothing else
    } finally {
      run(firewall, "remove", bridge, 1);
      engine.list(MINE).forEach(container -> engine.remove(container.id()));
      engine.removeNetwork(network.name());
    }
  }

  private static String ask(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      socket.setSoTimeout(2000);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException notYet) {
      return "";
    }
  }

  private static void run(Path program, String act, String bridge, int port)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program.toString(), act, bridge, Integer.toString(port))
            .inheritIO()
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** A service of the host that says one sentence to whoever connects. */
  private static final class Answering implements AutoCloseable {
    private final ServerSocket door;

    Answering(String address, String sentence) throws IOException {
      door = new ServerSocket(0, 10, InetAddress.getByName(address));
      Thread thread =
          new Thread(
              () -> {
                while (!door.isClosed()) {
                  try (Socket caller = door.accept()) {
                    caller.getOutputStream().write((sentence + "\n").getBytes(UTF_8));
                  } catch (IOException closed) {
                    return;
                  }
                }
              },
              "answering");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}
