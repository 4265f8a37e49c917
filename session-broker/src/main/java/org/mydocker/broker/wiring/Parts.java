package org.mydocker.broker.wiring;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.mydocker.broker.catalogue.Adding;
import org.mydocker.broker.catalogue.BuiltIn;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.EnvironmentTarget;
import org.mydocker.broker.catalogue.Interface;
import org.mydocker.broker.catalogue.Links;
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
import org.mydocker.broker.gateway.Origins;
import org.mydocker.broker.gateway.Routes;
import org.mydocker.broker.home.HomeFiles;
import org.mydocker.broker.home.Homes;
import org.mydocker.broker.home.SnapshotLimits;
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
import org.mydocker.broker.start.Containers;
import org.mydocker.broker.start.HomeWorkspaces;
import org.mydocker.broker.start.HttpProbe;
import org.mydocker.broker.start.Networks;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.broker.start.Pause;
import org.mydocker.broker.start.PersonalHomes;
import org.mydocker.broker.start.Progress;
import org.mydocker.broker.start.Providers;
import org.mydocker.broker.start.Pulls;
import org.mydocker.broker.start.Readiness;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.broker.start.Signals;
import org.mydocker.broker.start.Start;
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
            settings.homes().options()));
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
            "mydocker-" + brief,
            settings.bridges().open().orElse("myd-" + brief),
            subnets.open(),
            false,
            labels),
        new NetworkSpec(
            "mydocker-" + brief + "-closed",
            settings.bridges().closed().orElse("myc-" + brief),
            subnets.closed(),
            true,
            labels),
        settings.doors().innerDoorPort());
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
            new Pulls(engine, limits.pull()),
            networks,
            homes,
            containers,
            providers,
            workspaces,
            new Readiness(
                engine,
                new HttpProbe(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                clock,
                Pause.real(),
                limits.ready()),
            door,
            clock);
    return new Starts(tools, engine, threads.starting(limits.atOnce()), limits.atOnce());
  }

  @Produces
  @Singleton
  Progress progress(SessionStore store, Starts starts, Signals signals, Threads threads) {
    return new Progress(store, starts, signals, threads.asking());
  }

  @Produces
  @Singleton
  OwnSessions sessions(
      SessionStore store,
      Catalogue catalogue,
      Entering entering,
      Progress progress,
      Instance<Audit> audit) {
    return new OwnSessions(
        store,
        catalogue,
        entering,
        progress,
        (viewer, act, subject, reason) ->
            audit.stream().forEach(log -> log.record(viewer, act, subject, reason)));
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
      SessionStore store, Catalogue catalogue, Stopping stopping, Threads threads) {
    return new StoppingAll(store, catalogue, stopping, threads.acting());
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
  Passes passes(Transactions transactions, Clock clock) {
    return new Passes(transactions, clock);
  }

  @Produces
  @Singleton
  GatewayDoor door(SessionStore store, Passes passes, Threads threads, SiteSettings site) {
    return new GatewayDoor(store, passes, threads.asking(), site.publicUrl());
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
    URI pattern = BrokerSettings.pattern(site.sessionsUrl());
    String domain = pattern.getHost().substring(pattern.getHost().indexOf('.') + 1);
    int port = pattern.getPort() < 0 ? standard(pattern) : pattern.getPort();
    Routes routes = new Routes(door, Duration.ofSeconds(2), clock);
    Doorkeeping doorkeeping = new Doorkeeping(store, passes, clock, threads.asking());
    Gateway gateway =
        new Gateway(
            GatewaySettings.of(
                settings.doors().gatewayBind(),
                settings.doors().gatewayPort(),
                new Origins(pattern.getScheme(), domain, port)),
            routes,
            doorkeeping,
            inputs,
            clock);
    door.serve(routes, gateway, doorkeeping);
    return gateway;
  }

  private static int standard(URI address) {
    return address.getScheme().equals("https") ? 443 : 80;
  }

  private static String nameOf(Instance<People> people, PersonId id) {
    return people.stream()
        .flatMap(all -> all.person(id).stream())
        .map(Person::name)
        .findFirst()
        .orElse("User");
  }
}
