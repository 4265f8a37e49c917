package org.mydocker.broker.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.mydocker.broker.catalogue.Adding;
import org.mydocker.broker.catalogue.BuiltIn;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Interface;
import org.mydocker.broker.catalogue.Permissions;
import org.mydocker.broker.catalogue.SecretVariables;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.FakeEngine;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.guests.Guests;
import org.mydocker.broker.home.HomeFiles;
import org.mydocker.broker.home.Homes;
import org.mydocker.broker.home.NoneSaved;
import org.mydocker.broker.home.SnapshotLimits;
import org.mydocker.broker.lifecycle.Deaths;
import org.mydocker.broker.lifecycle.Idling;
import org.mydocker.broker.lifecycle.KernelWatch;
import org.mydocker.broker.lifecycle.Reconciling;
import org.mydocker.broker.lifecycle.Stopping;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.storage.TestDatabase;
import org.mydocker.storage.sealing.SealingFile;

/**
 * The whole broker but its wiring, on an engine in memory and a clock that stands: what is handed
 * to a pool waits until a test lets it run, so that a test is at one place at a time.
 */
public final class Bench implements AutoCloseable {

  public static final String INSTALLATION = "bench";

  /** What is otherwise on a real engine. */
  public record World(
      Engine engine,
      Clock clock,
      Pause pause,
      Duration ready,
      Optional<Probe> probe,
      String notebook,
      String helper,
      String installation,
      NetworkSpec open,
      NetworkSpec closed) {}

  /** What the site sets for every session. */
  static final Map<String, String> OF_SITE =
      Map.of(
          "PIP_REPOSITORY", "https://pip.test",
          "CONDA_REPOSITORY", "https://conda.test",
          "PATH_TO_CA_BUNDLE", "/etc/ssl/institution.pem",
          "HTTPS_PROXY", "http://proxy.test:3128",
          "LANG", "fr_FR.UTF-8");

  public static final CourseId COURSE = CourseId.random();
  public static final TenantId TENANT = TenantId.random();

  public final TestClock clock = new TestClock();
  public final FakeEngine fake = new FakeEngine(clock);
  public final GuardedEngine engine;
  public final Transactions transactions;
  public final SessionStore store;
  public final Catalogue catalogue;
  public final Permissions permissions;
  public final Adding adding;
  public final PersonalHomes homes;
  public final Starts starts;
  public final Progress progress;
  public final Stopping stopping;
  public final Deaths deaths;
  public final Reconciling reconciling;
  public final Idling idling;
  public final OwnSessions sessions;
  public final Guests guests;
  public final Hosting hosting;
  public final List<String> audited = new ArrayList<>();
  public final EnvironmentId notebook;
  public final List<WorkspaceProvider> providers = new ArrayList<>();
  public final List<String> doors = new ArrayList<>();
  public Optional<KernelWatch> kernels = Optional.empty();
  public boolean answers = true;

  private final Queue<Runnable> pool = new ConcurrentLinkedQueue<>();
  private final TestDatabase database;
  private final Path keys = folder();

  /** On the engine in memory. */
  public Bench(TestDatabase database) {
    this(database, Optional.empty());
  }

  public Bench(TestDatabase database, World real) {
    this(database, Optional.of(real));
  }

  private Bench(TestDatabase database, Optional<World> real) {
    World world = real.orElseGet(this::inMemory);
    Clock time = world.clock();
    this.database = database;
    this.transactions = database::in;
    this.engine = new GuardedEngine(world.engine(), time);
    fake.holdImage("notebook")
        .holdImage(
            "helper",
            (spec, in, out, complaints) -> {
              complaints.write("end\0\0\0".getBytes(StandardCharsets.UTF_8));
              return 0;
            });
    Signals signals = new Signals();
    store = new SessionStore(transactions, time, signals);
    SecretVariables secrets = new SecretVariables(new SealingFile(keys.resolve("bench.key")));
    catalogue = new Catalogue(transactions, secrets);
    permissions = new Permissions(transactions, time);
    adding = new Adding(transactions, secrets, time);
    new BuiltIn(transactions, adding).lay(world.notebook());
    notebook = catalogue.visibleTo(student()).get(0).id();
    HomeFiles files =
        new HomeFiles(
            engine,
            world.helper(),
            world.installation(),
            Secret::code,
            1 << 20,
            Duration.ofSeconds(60));
    homes =
        new PersonalHomes(
            transactions,
            time,
            new Homes(
                engine,
                files,
                new Random(1),
                world.installation(),
                "local",
                Map.of(),
                NoneSaved.HERE),
            ZoneOffset.UTC);
    Providers workspaceProviders = new Providers(() -> providers.stream());
    Networks networks = new Networks(engine, world.open(), world.closed(), 0);
    Door door = new RecordingDoor();
    Start.Tools tools =
        new Start.Tools(
            store,
            catalogue,
            engine,
            new Pulls(engine, Duration.ofMinutes(1), pool::add),
            networks,
            homes,
            permissions,
            new Containers(
                world.installation(),
                networks,
                new Variables(OF_SITE, ZoneOffset.UTC, id -> "A Person")),
            workspaceProviders,
            new HomeWorkspaces(
                homes,
                files,
                catalogue,
                workspaceProviders,
                new SnapshotLimits(10, 1000, 1000, 5, Duration.ofSeconds(5), Set.of())),
            new Readiness(
                engine,
                world.probe().orElse((place, path) -> answers),
                time,
                world.pause(),
                world.ready(),
                Duration.ZERO),
            door,
            time);
    Executor queue = pool::add;
    starts = new Starts(tools, engine, queue, 4);
    progress =
        new Progress(
            store,
            starts,
            catalogue,
            new PullBoard(transactions, time),
            new StartLog(engine),
            signals,
            queue);
    stopping = new Stopping(store, engine, homes, door, world.installation());
    deaths = new Deaths(store, catalogue, engine, stopping);
    reconciling = new Reconciling(store, engine, stopping, deaths, time, world.installation());
    idling =
        new Idling(
            store,
            catalogue,
            stopping,
            Map.of(
                Interface.JUPYTER,
                (place, now) -> kernels.flatMap(watch -> watch.lastBusy(place, now))),
            time,
            new Idling.Usual(Duration.ofMinutes(60), Duration.ofHours(24)));
    guests = new Guests(transactions, time);
    OwnSessions.Trail trail = (viewer, act, subject, reason) -> audited.add(act + " " + reason);
    sessions = new OwnSessions(store, catalogue, homes, new Straight(), progress, trail, guests);
    hosting =
        new Hosting(
            sessions,
            store,
            guests,
            workspaceProviders,
            trail,
            session -> doors.add("asked anew " + session.name()));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "bench");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private World inMemory() {
    return new World(
        fake,
        clock,
        clock::advance,
        Duration.ofSeconds(60),
        Optional.empty(),
        "notebook",
        "helper",
        INSTALLATION,
        new NetworkSpec("open", "myd-open", List.of("10.213.0.0/20"), false, Map.of()),
        new NetworkSpec("closed", "myd-closed", List.of("10.213.16.0/20"), true, Map.of()));
  }

  public static Viewer student() {
    return viewer(PersonId.random(), Role.STUDENT);
  }

  public static Viewer viewer(PersonId person, Role role) {
    return new Viewer(person, TENANT, Optional.of(COURSE), role, Set.of(), Locale.ENGLISH);
  }

  public SessionKey key(Viewer viewer) {
    return key(viewer, notebook);
  }

  public SessionKey key(Viewer viewer, EnvironmentId environment) {
    return new SessionKey(viewer.person(), environment, Optional.empty(), viewer.role());
  }

  /** Opens and lets everything run. */
  public Session opened(Viewer viewer) {
    return opened(viewer, notebook);
  }

  public Session opened(Viewer viewer, EnvironmentId environment) {
    var id = sessions.open(key(viewer, environment), viewer).id();
    settle();
    return store.find(id).orElseThrow();
  }

  /** Lets run what was handed to the pool, and what that hands to it. */
  public void settle() {
    Stream.generate(pool::poll).takeWhile(work -> work != null).forEach(Runnable::run);
  }

  @Override
  public void close() {
    database.close();
    try {
      Files.delete(keys.resolve("bench.key"));
      Files.delete(keys);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private final class RecordingDoor implements Door {
    @Override
    public boolean reserve(Session session) {
      return true;
    }

    @Override
    public void open(Session session) {
      doors.add("open " + session.name());
    }

    @Override
    public void close(Session session) {
      doors.add("close " + session.name());
    }

    @Override
    public String entrance(Session session, String ticket, String path) {
      return "http://" + session.name() + path;
    }
  }

  private final class Straight implements OwnSessions.Turnstile {
    @Override
    public void queued() {
      pool.add(starts::callUp);
    }

    @Override
    public void reopened(Session session) {
      doors.add("reopened " + session.name());
    }

    @Override
    public void stopping(Session session) {
      pool.add(() -> stopping.finish(session));
    }

    @Override
    public void stopNow(Session session) {
      stopping.finish(session);
    }

    @Override
    public void framed(Session session) {
      doors.add("framed " + session.name());
    }

    @Override
    public URI entrance(Session session, Viewer viewer, String path) {
      return URI.create("http://" + session.name() + path);
    }
  }
}
