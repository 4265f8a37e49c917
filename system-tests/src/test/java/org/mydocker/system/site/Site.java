package org.mydocker.system.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One installation: the application and the platform emulator beside it, each a process, on free
 * ports, with a data directory of its own. The tool is {@code localhost}, unless the settings give
 * it another public address, and the platform {@code 127.0.0.1}: two sites to a browser.
 */
public final class Site implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(240);

  /** As {@code ./mydocker up} starts a trial: half the processor time until the first page. */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MetaspaceSize=256m");

  private static final String PUBLIC_URL = "mydocker.public.url";
  private static final Pattern INSTALLATION =
      Pattern.compile("sessions of installation ([0-9a-f-]{36})");
  private static Site shared;

  private final Database database;
  private final Path data;
  private final List<String> options = new ArrayList<>();
  private final Application application;
  private final Application emulator;
  private final int port;
  private final URI url;
  private final int gatewayPort;
  private final int innerDoorPort;
  private final int platformPort;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper json = new ObjectMapper();

  private Site(
      Database database,
      Map<String, String> settings,
      List<String> platformJvm,
      Application.Kind kind) {
    this.database = database;
    port = Ports.free();
    gatewayPort = Ports.free();
    innerDoorPort = Ports.free();
    platformPort = Ports.free();
    url = URI.create(settings.getOrDefault(PUBLIC_URL, "http://localhost:" + port));
    try {
      data =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "sites")).toAbsolutePath(), "site");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    options.add("-Xmx1g");
    options.addAll(QUICK_START);
    options.addAll(database.options(data));
    options.add("-Dmydocker.data=" + data);
    options.add("-D" + PUBLIC_URL + "=" + url);
    options.add("-Dmydocker.sessions.url=http://{session}.localhost:" + gatewayPort);
    options.add("-Dmydocker.gateway.port=" + gatewayPort);
    options.add("-Dmydocker.innerdoor.port=" + innerDoorPort);
    options.add("-Dmydocker.broker.settle=PT2.5S"); // as up does: the browser is on this machine
    options.add("-Dmydocker.innerdoor.application=http://127.0.0.1:" + port);
    settings.forEach((key, value) -> options.add("-D" + key + "=" + value));
    application = kind.in(new Application.Place(data, port, options));
    emulator =
        Child.jar(
            Path.of("..", "platform-emulator", "target", "platform-emulator.jar"),
            Stream.of(List.of("-Xmx256m"), QUICK_START, platformJvm).flatMap(List::stream).toList(),
            List.of("--port", String.valueOf(platformPort), "--tool-url", url.toString()),
            data.resolve("run/emulator.log"));
  }

  private Site(Path data, int port) {
    this.database = Database.H2;
    this.data = data;
    this.port = port;
    url = URI.create("http://localhost:" + port);
    gatewayPort = port + 1;
    innerDoorPort = port + 2;
    platformPort = port + 10;
    application = new Begun(data.resolve("run/app.log"));
    emulator = new Begun(data.resolve("run/emulator.log"));
  }

  /** What {@code ./mydocker up --data DIR --port N} began; begun and ended by nobody but that. */
  public static Site begun(Path data, int port) {
    return new Site(data, port);
  }

  /** As {@code ./mydocker up} runs it. */
  private static Application server(Application.Place place) {
    Archiving.begin();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("../scripts/server", "run"));
    command.addAll(List.of(place.data().toString(), String.valueOf(place.port())));
    command.addAll(place.jvm());
    return new Child(command, place.data().resolve("run/app.log"));
  }

  /** The installation that most tests share, on PostgreSQL; started by the first that asks. */
  public static synchronized Site shared() {
    if (shared == null) {
      shared = start(Database.POSTGRESQL, Map.of());
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    shared.revive();
    return shared;
  }

  /** One of the test's own. */
  public static Site start(Database database, Map<String, String> settings) {
    return start(database, settings, List.of());
  }

  /** The same with options for the platform's JVM, such as whose certificates it trusts. */
  public static Site start(
      Database database, Map<String, String> settings, List<String> platformJvm) {
    return start(new Site(database, settings, platformJvm, Site::server));
  }

  /** One whose application is run in that way. */
  public static Site start(
      Database database, Map<String, String> settings, Application.Kind application) {
    return start(new Site(database, settings, List.of(), application));
  }

  private static Site start(Site site) {
    try {
      site.emulator.start();
      site.startApplication();
      Waiting.until(
          "the emulator answers", START, () -> site.get(site.platformUrl("/")).statusCode() == 200);
      return site;
    } catch (RuntimeException | AssertionError e) {
      try {
        site.close();
      } catch (RuntimeException | AssertionError more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  public void startApplication() {
    application.start();
    try {
      Waiting.until(
          "the application is ready",
          START,
          () -> {
            if (!application.alive()) {
              throw new IllegalStateException("the application ended");
            }
            return get(URI.create("http://127.0.0.1:" + port + "/health/ready")).statusCode()
                == 200;
          });
    } catch (AssertionError e) {
      String tail = application.tail();
      application.kill(); // to be revived
      throw new AssertionError(e.getMessage() + "\n" + tail, e);
    }
  }

  /** Starts the application again if a test ended it and could not start it. */
  public void revive() {
    if (!application.alive()) {
      startApplication();
    }
  }

  public void killApplication() {
    application.kill();
  }

  /** Ends it in order. */
  public void stopApplication() {
    application.stop();
  }

  public URI url() {
    return url;
  }

  public URI url(String path) {
    return URI.create(url + path);
  }

  public URI platformUrl(String path) {
    return URI.create("http://127.0.0.1:" + platformPort + path);
  }

  public int gatewayPort() {
    return gatewayPort;
  }

  public int innerDoorPort() {
    return innerDoorPort;
  }

  public int port() {
    return port;
  }

  public Path data() {
    return data;
  }

  public long pid() {
    return application.pid();
  }

  public String log() {
    return application.log();
  }

  /** What the application holds after a full collection. */
  public long liveBytes() {
    return application.liveBytes();
  }

  /** The rows behind the application's back; the embedded database cannot be had so. */
  public Connection rows() throws SQLException {
    return database.connect(data);
  }

  /** Takes the database away from everybody, or gives it back. */
  public void databaseReachable(boolean reachable) {
    database.reachable(data, reachable);
  }

  /**
   * A second instance of the application, not started: the same rows and data, ports of its own. It
   * is the packed jar, as a server that has only that runs it.
   */
  public Application another(int anotherPort) {
    List<String> own = new ArrayList<>(options);
    own.add("-Dmydocker.gateway.port=" + Ports.free()); // of two, the last one counts
    own.add("-Dmydocker.innerdoor.port=" + Ports.free());
    own.add("-Dmydocker.innerdoor.application=http://127.0.0.1:" + anotherPort);
    return Child.jar(
        Path.of("..", "ear", "target", "mydocker.jar"),
        own,
        List.of("--port", String.valueOf(anotherPort)),
        data.resolve("run/another.log"));
  }

  /** A verb of the command, as {@code ./mydocker} sends it. */
  public JsonNode command(String verb, String body) {
    try {
      String token = Files.readString(data.resolve("command.token")).strip();
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/internal/" + verb))
                  .timeout(Duration.ofMinutes(2))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(verb + " answered " + answer.statusCode() + " " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The installation's id, as the application says it when it starts. */
  private Optional<String> installation() {
    Matcher found = INSTALLATION.matcher(application.log());
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  @Override
  public void close() {
    Optional<String> installation = installation();
    application.kill();
    emulator.kill();
    installation.ifPresent(Containers::removeAll);
  }
}
