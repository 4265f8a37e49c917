package org.mydocker.system.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mydocker.system.site.Application;
import org.mydocker.system.site.Ports;

/**
 * The EAR in a domain of Payara Server made for it, by the commands of docs/production.md. All of
 * its listeners are on loopback; the domain lies in the installation's data directory.
 */
final class PayaraServer implements Application {

  private static final Path HOME = Path.of("target", "payara6").toAbsolutePath();
  private static final Path EAR =
      Path.of("..", "ear", "target", "mydocker.ear").toAbsolutePath().normalize();
  private static final String DOMAIN = "mydocker";
  private static final String PASSWORD = "-Dmydocker.db.password=";
  private static final String LISTENERS =
      "configs.config.server-config.network-config.network-listeners.network-listener.";
  private static final String LISTENER_1 =
      "configs.config.server-config.network-config.protocols.protocol.http-listener-1.http.";

  private final Place place;
  private final Path domains;
  private final int adminPort = Ports.free();

  PayaraServer(Place place) {
    this.place = place;
    this.domains = place.data().resolve("domains");
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** The domain's directory. */
  Path domain() {
    return domains.resolve(DOMAIN);
  }

  @Override
  public void start() {
    if (Files.exists(domain())) {
      startDomain();
    } else {
      make();
    }
  }

  /** What an operator does once; it runs then. */
  private void make() {
    local("create-domain", "--nopassword", "--domainproperties", ports(), DOMAIN);
    startDomain();
    remote("delete-jvm-options", "-Xmx512m");
    remote(
        "create-jvm-options",
        Stream.concat(place.jvm().stream(), Stream.of("-Dmp.openapi.scan.disable=true"))
            .filter(option -> !option.startsWith(PASSWORD))
            .map(PayaraServer::escaped)
            .collect(Collectors.joining(":")));
    for (String header : List.of("xframe-options", "server-header", "xpowered-by")) {
      remote("set", LISTENER_1 + header + "=false");
    }
    stop();
    startDomain();
    remote("deploy", EAR.toString());
  }

  private void startDomain() {
    try {
      Path before = Files.writeString(place.data().resolve("preboot.txt"), onLoopback());
      local("start-domain", "--prebootcommandfile", before.toString(), DOMAIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String onLoopback() {
    return """
    set %1$sadmin-listener.address=127.0.0.1
    set %1$shttp-listener-1.address=127.0.0.1
    set %1$shttp-listener-2.enabled=false
    set configs.config.server-config.admin-service.jmx-connector.system.enabled=false
    set configs.config.server-config.jms-service.type=DISABLED
    set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
    set %2$sorb-listener-1.enabled=false
    set %2$sSSL.enabled=false
    set %2$sSSL_MUTUALAUTH.enabled=false
    """
        .formatted(LISTENERS, "configs.config.server-config.iiop-service.iiop-listener.");
  }

  private String ports() {
    Map<String, Integer> ports =
        Stream.of(
                "http.ssl.port",
                "jms.port",
                "orb.listener.port",
                "orb.ssl.port",
                "orb.mutualauth.port",
                "domain.jmxPort",
                "osgi.shell.telnet.port",
                "java.debugger.port")
            .collect(Collectors.toMap(name -> name, name -> Ports.free()));
    return "domain.adminPort=%d:domain.instancePort=%d:".formatted(adminPort, place.port())
        + ports.entrySet().stream()
            .map(port -> port.getKey() + "=" + port.getValue())
            .collect(Collectors.joining(":"));
  }

  /** A colon separates options unless it is escaped. */
  private static String escaped(String option) {
    return option.replace(":", "\\:");
  }

  @Override
  public void stop() {
    local("stop-domain", DOMAIN);
  }

  @Override
  public void kill() {
    process().ifPresent(PayaraServer::end);
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public boolean alive() {
    return process().isPresent();
  }

  @Override
  public long pid() {
    return process().orElseThrow().pid();
  }

  /** The process that the server itself says it is, while it lives. */
  private Optional<ProcessHandle> process() {
    Path file = domain().resolve("config/pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
              .filter(ProcessHandle::isAlive)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String log() {
    try {
      return Files.readString(domain().resolve("logs/server.log"));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  private void local(String command, String... arguments) {
    asadmin(List.of(), command, List.of("--domaindir", domains.toString()), arguments);
  }

  private void remote(String command, String... arguments) {
    asadmin(
        List.of("--host", "127.0.0.1", "--port", String.valueOf(adminPort)),
        command,
        List.of(),
        arguments);
  }

  private void asadmin(
      List<String> before, String command, List<String> after, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add("sh");
    words.add(HOME.resolve("bin/asadmin").toString());
    words.addAll(before);
    words.add(command);
    words.addAll(after);
    words.addAll(List.of(arguments));
    Path said = place.data().resolve("run/asadmin.log");
    try {
      Files.createDirectories(said.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
      builder.environment().put("AS_JAVA", System.getProperty("java.home"));
      place.jvm().stream()
          .filter(option -> option.startsWith(PASSWORD))
          .map(option -> option.substring(PASSWORD.length()))
          .forEach(password -> builder.environment().put("MYDOCKER_DB_PASSWORD", password));
      // What it remembers about commands goes beside the domain, not into somebody's home.
      builder
          .environment()
          .put("AS_EXTRA_JAVA_OPTS", "-Xmx256m -Duser.home=" + place.data().resolve("run"));
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " took too long");
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(
            command + ": " + Files.readString(said, StandardCharsets.UTF_8) + tail());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
