package org.mydocker.broker.wiring;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.mydocker.broker.border.HostFirewall;
import org.mydocker.broker.catalogue.Adding;
import org.mydocker.broker.catalogue.BuiltIn;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.EnvironmentTarget;
import org.mydocker.broker.catalogue.Interface;
import org.mydocker.broker.catalogue.Links;
import org.mydocker.broker.catalogue.Permissions;
import org.mydocker.broker.catalogue.SecretVariables;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.docker.DockerAddress;
import org.mydocker.broker.engine.docker.DockerEngine;
import org.mydocker.broker.entrance.Doorkeeping;
import org.mydocker.broker.entrance.Entering;
import org.mydocker.broker.entrance.GatewayDoor;
import org.mydocker.broker.entrance.Passes;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.gateway.GatewaySettings;
import org.mydocker.broker.gateway.Routes;
import org.mydocker.broker.guests.Guests;
import org.mydocker.broker.home.HomeFiles;
import org.mydocker.broker.home.Homes;
import org.mydocker.broker.home.SavedHomes;
import org.mydocker.broker.home.SnapshotLimits;
import org.mydocker.broker.home.WholeHomes;
import org.mydocker.broker.lifecycle.Deaths;
import org.mydocker.broker.lifecycle.Idling;
import org.mydocker.broker.lifecycle.Inputs;
import org.mydocker.broker.lifecycle.JupyterKernels;
import org.mydocker.broker.lifecycle.Reconciling;
import org.mydocker.broker.lifecycle.Stopping;
import org.mydocker.broker.lifecycle.StoppingAll;
import org.mydocker.broker.lifecycle.UnsavedInputs;
import org.mydocker.broker.rows.Lease;
import org.mydocker.broker.rows.Secret;
import org.mydocker.broker.rows.Transactions;
import org.mydocker.broker.start.BackedUpHomes;
import org.mydocker.broker.start.Containers;
import org.mydocker.broker.start.GatePorts;
import org.mydocker.broker.start.HomeWorkspaces;
import org.mydocker.broker.start.Hosting;
import org.mydocker.broker.start.HttpProbe;
import org.mydocker.broker.start.Networks;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.broker.start.Pause;
import org.mydocker.broker.start.PersonalHomes;
import org.mydocker.broker.start.Progress;
import org.mydocker.broker.start.Providers;
import org.mydocker.broker.start.PullBoard;
import org.mydocker.broker.start.Pulls;
import org.mydocker.broker.start.Readiness;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.broker.start.Signals;
import org.mydocker.broker.start.Start;
import org.mydocker.broker.start.StartLog;
import org.mydocker.broker.start.Starts;
import org.mydocker.broker.start.Variables;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.storage.sealing.SealingFile;

/** The broker's one wiring page: each part once, and whom it is given. */
@Singleton
class Parts {

  @Produces
  @Singleton
  BrokerSettings settings(Config config) {
    return BrokerSettings.of(config);
  }

  @Produces
  @Singleton
  Installation installation(Transactions transactions) {
    return Installation.of(transactions);
  }

  // What can be started

  @Produces
  @Singleton
  SecretVariables secrets(SiteSettings site) {
    return new SecretVariables(
        new SealingFile(site.dataDirectory().resolve("keys").resolve("broker.key")));
  }

  @Produces
  @Singleton
  Catalogue catalogue(Transactions transactions, SecretVariables secrets) {
    return new Catalogue(transactions, secrets);
  }

  @Produces
  @Singleton
  BuiltIn builtIn(Transactions transactions, SecretVariables secrets, Clock clock) {
    return new BuiltIn(transactions, new Adding(transactions, secrets, clock));
  }

  @Produces
  @Singleton
  Permissions permissions(Transactions transactions, Clock clock) {
    return new Permissions(transactions, clock);
  }

  @Produces
  @Singleton
  Links links(Transactions transactions) {
    return new Links(transactions);
  }

  @Produces
  @Singleton
  EnvironmentTarget target(Catalogue catalogue, Links links) {
    return new EnvironmentTarget(catalogue, links);
  }

  // The engine, homes, networks

  @Produces
  @Singleton
  GuardedEngine engine(BrokerSettings settings, Clock clock) {
    return new GuardedEngine(
        new DockerEngine(DockerAddress.of(settings.engine(), settings.certificates())), clock);
  }

  @Produces
  @Singleton
  HomeFiles files(GuardedEngine engine, BrokerSettings settings, Installation installation) {
    return new HomeFiles(
        engine,
        settings.helperImage(),
        installation.toString(),
        Secret::code,
        settings.homes().mostBytes(),
        settings.homes().patience());
  }

  @Produces
  @Singleton
  PersonalHomes homes(
      Transactions transactions,
      Clock clock,
      GuardedEngine engine,
      HomeFiles files,
      SavedHomes saved,
      BrokerSettings settings,
      Installation installation) {
    return new PersonalHomes(
        transactions,
        clock,
        new Homes(
            engine,
            files,
            new SecureRandom(),
            installation.toString(),
            settings.homes().driver(),
            settings.homes().options(),
            saved),
        settings.zone());
  }

  @Produces
  @Singleton
  WholeHomes wholeHomes(GuardedEngine engine, BrokerSettings settings, Installation installation) {
    return new WholeHomes(engine, settings.notebookImage(), installation.toString(), Secret::code);
  }

  @Produces
  @Singleton
  SavedHomes savedHomes(SiteSettings site, WholeHomes whole) {
    return new SavedHomes(site.dataDirectory().resolve("homes"), whole::unpack);
  }

  @Produces
  @Singleton
  BackedUpHomes backedUpHomes(PersonalHomes homes, WholeHomes whole, SavedHomes saved) {
    return new BackedUpHomes(homes, whole, saved);
  }

  @Produces
  @Singleton
  Networks networks(GuardedEngine engine, BrokerSettings settings, Installation installation) {
    Map<String, String> labels = SessionLabels.ofInstallation(installation.toString());
    Subnets subnets = Subnets.of(settings.bridges().subnet(), installation.id());
    String brief = installation.brief();
    return new Networks(
        engine,
        new NetworkSpec(
            "mydocker-" + brief, settings.openBridge(installation), subnets.open(), false, labels),
        new NetworkSpec(
            "mydocker-" + brief + "-closed",
            settings.closedBridge(installation),
            subnets.closed(),
            true,
            labels),
        settings.doors().innerDoorPort());
  }

  @Produces
  @Singleton
  HostFirewall firewall(SiteSettings site, Clock clock) {
    return new HostFirewall(site.dataDirectory(), clock);
  }

  @Produces
  @Singleton
  Providers providers(Instance<WorkspaceProvider> all) {
    return new Providers(all::stream);
  }

  @Produces
  @Singleton
  HomeWorkspaces workspaces(
      PersonalHomes homes,
      HomeFiles files,
      Catalogue catalogue,
      Providers providers,
      BrokerSettings settings) {
    return new HomeWorkspaces(
        homes,
        files,
        catalogue,
        providers,
        new SnapshotLimits(
            50_000,
            settings.homes().mostBytes(),
            512L << 20,
            64,
            settings.homes().patience(),
            Set.of()));
  }

  // Starting

  @Produces
  @Singleton
  Signals signals() {
    return new Signals();
  }

  @Produces
  @Singleton
  SessionStore store(Transactions transactions, Clock clock, Signals signals) {
    return new SessionStore(transactions, clock, signals);
  }

  @Produces
  @Singleton
  Containers containers(
      Installation installation,
      Networks networks,
      BrokerSettings settings,
      Instance<People> people) {
    return new Containers(
        installation.toString(),
        networks,
        new Variables(settings.variables(), settings.zone(), id -> nameOf(people, id)));
  }

  @Produces
  @Singleton
  Starts starts(
      SessionStore store,
      Catalogue catalogue,
      GuardedEngine engine,
      Networks networks,
      PersonalHomes homes,
      Permissions permissions,
      Containers containers,
      Providers providers,
      HomeWorkspaces workspaces,
      GatewayDoor door,
      Clock clock,
      BrokerSettings settings,
      Threads threads) {
    BrokerSettings.Starting limits = settings.starting();
    Start.Tools tools =
        new Start.Tools(
            store,
            catalogue,
            engine,
            new Pulls(engine, limits.pull(), threads.pulling()),
            networks,
            homes,
            permissions,
            containers,
            providers,
            workspaces,
            new Readiness(
                engine,
                new HttpProbe(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                clock,
                Pause.real(),
                limits.ready(),
                limits.settle()),
            door,
            clock);
    return new Starts(tools, engine, threads.starting(limits.atOnce()), limits.atOnce());
  }

  @Produces
  @Singleton
  StartLog startLog(GuardedEngine engine) {
    return new StartLog(engine);
  }

  @Produces
  @Singleton
  Progress progress(
      SessionStore store,
      Starts starts,
      Catalogue catalogue,
      Transactions transactions,
      Clock clock,
      StartLog log,
      Signals signals,
      Threads threads) {
    return new Progress(
        store,
        starts,
        catalogue,
        new PullBoard(transactions, clock),
        log,
        signals,
        threads.telling());
  }

  @Produces
  @Singleton
  OwnSessions sessions(
      SessionStore store,
      Catalogue catalogue,
      PersonalHomes homes,
      Entering entering,
      Progress progress,
      Instance<Audit> audit,
      Guests guests) {
    return new OwnSessions(store, catalogue, homes, entering, progress, trail(audit), guests);
  }

  private static OwnSessions.Trail trail(Instance<Audit> audit) {
    return (viewer, act, subject, reason) ->
        audit.stream().forEach(log -> log.record(viewer, act, subject, reason));
  }

  // Running and stopping

  @Produces
  @Singleton
  UnsavedInputs unsaved(SessionStore store, Gateway gateway) {
    return new UnsavedInputs(store, gateway);
  }

  @Produces
  @Singleton
  Stopping stopping(
      SessionStore store,
      GuardedEngine engine,
      PersonalHomes homes,
      GatewayDoor door,
      Installation installation) {
    return new Stopping(store, engine, homes, door, installation.toString());
  }

  @Produces
  @Singleton
  StoppingAll stoppingAll(
      SessionStore store,
      Catalogue catalogue,
      Stopping stopping,
      Providers providers,
      HomeWorkspaces workspaces,
      Threads threads) {
    return new StoppingAll(
        store,
        catalogue,
        stopping,
        session -> providers.keep(session.key(), workspaces),
        threads.acting());
  }

  @Produces
  @Singleton
  Deaths deaths(SessionStore store, Catalogue catalogue, GuardedEngine engine, Stopping stopping) {
    return new Deaths(store, catalogue, engine, stopping);
  }

  @Produces
  @Singleton
  Reconciling reconciling(
      SessionStore store,
      GuardedEngine engine,
      Stopping stopping,
      Deaths deaths,
      Clock clock,
      Installation installation) {
    return new Reconciling(store, engine, stopping, deaths, clock, installation.toString());
  }

  @Produces
  @Singleton
  Idling idling(
      SessionStore store,
      Catalogue catalogue,
      Stopping stopping,
      Clock clock,
      BrokerSettings settings) {
    return new Idling(
        store,
        catalogue,
        stopping,
        Map.of(Interface.JUPYTER, new JupyterKernels()),
        clock,
        new Idling.Usual(settings.ending().idle(), settings.ending().lifetime()));
  }

  @Produces
  @Singleton
  Inputs inputs(SessionStore store) {
    return new Inputs(store);
  }

  @Produces
  @Singleton
  Lease lease(Transactions transactions, Clock clock) {
    return new Lease(transactions, clock, "lifecycle", Duration.ofSeconds(15));
  }

  // The way in

  @Produces
  @Singleton
  Guests guests(Transactions transactions, Clock clock) {
    return new Guests(transactions, clock);
  }

  @Produces
  @Singleton
  Hosting hosting(
      OwnSessions sessions,
      SessionStore store,
      Guests guests,
      Providers providers,
      Instance<Audit> audit,
      GatewayDoor door) {
    return new Hosting(sessions, store, guests, providers, trail(audit), door::askAnew);
  }

  @Produces
  @Singleton
  Passes passes(Transactions transactions, Clock clock, Guests guests) {
    return new Passes(transactions, clock, guests);
  }

  @Produces
  @Singleton
  GatewayDoor door(
      SessionStore store,
      Passes passes,
      Threads threads,
      SiteSettings site,
      BrokerSettings settings,
      Transactions transactions,
      Clock clock) {
    Optional<GatePorts> ports =
        settings
            .doors()
            .ports()
            .map(range -> new GatePorts(transactions, clock, range.first(), range.last()));
    return new GatewayDoor(store, passes, threads.asking(), site.publicUrl(), ports);
  }

  @Produces
  @Singleton
  Entering entering(
      Starts starts,
      Passes passes,
      GatewayDoor door,
      Stopping stopping,
      Providers providers,
      HomeWorkspaces workspaces,
      Threads threads) {
    return new Entering(
        starts,
        passes,
        door,
        stopping::finish,
        session -> providers.refresh(session.key(), workspaces),
        threads.acting());
  }

  @Produces
  @Singleton
  Gateway gateway(
      GatewayDoor door,
      SessionStore store,
      Passes passes,
      Inputs inputs,
      Clock clock,
      Threads threads,
      BrokerSettings settings,
      SiteSettings site) {
    Routes routes = new Routes(door, Duration.ofSeconds(2), clock);
    Doorkeeping doorkeeping = new Doorkeeping(store, passes, clock, threads.asking());
    Gateway gateway =
        new Gateway(
            GatewaySettings.of(
                settings.doors().gatewayBind(),
                settings.doors().gatewayPort(),
                SessionsAddress.of(site.sessionsUrl(), settings.doors().ports(), site.publicUrl())),
            routes,
            doorkeeping,
            inputs,
            clock);
    door.serve(routes, gateway, doorkeeping);
    return gateway;
  }

  private static String nameOf(Instance<People> people, PersonId id) {
    return people.stream()
        .flatMap(all -> all.person(id).stream())
        .map(Person::name)
        .findFirst()
        .orElse("User");
  }
}
