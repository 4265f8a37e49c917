package org.mydocker.broker.wiring;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import org.mydocker.broker.border.HostFirewall;
import org.mydocker.broker.catalogue.BuiltIn;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EventWatch;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.entrance.Passes;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.guests.Guests;
import org.mydocker.broker.home.HomeFiles;
import org.mydocker.broker.lifecycle.Deaths;
import org.mydocker.broker.lifecycle.Idling;
import org.mydocker.broker.lifecycle.Inputs;
import org.mydocker.broker.lifecycle.Reconciling;
import org.mydocker.broker.rows.Lease;
import org.mydocker.broker.start.Networks;
import org.mydocker.broker.start.Progress;
import org.mydocker.broker.start.Starts;

/**
 * What begins with the application and ends with it: the gateway, the watch over the engine, and
 * what is done again and again. A listener of the web application, because the server's threads can
 * be had only once that is there; web.xml lists it. A restart is a comparison and a repair: nothing
 * that runs is stopped here.
 */
public class Life implements ServletContextListener {

  private static final Logger LOG = System.getLogger(Life.class.getName());

  @Inject BrokerSettings settings;
  @Inject Installation installation;
  @Inject BuiltIn builtIn;
  @Inject GuardedEngine engine;
  @Inject Networks networks;
  @Inject HostFirewall firewall;
  @Inject HomeFiles files;
  @Inject Gateway gateway;
  @Inject Passes passes;
  @Inject Guests guests;
  @Inject Starts starts;
  @Inject Progress progress;
  @Inject Inputs inputs;
  @Inject Deaths deaths;
  @Inject Reconciling reconciling;
  @Inject Idling idling;
  @Inject Lease lease;
  @Inject InnerDoors innerDoors;
  @Inject Threads threads;
  @Inject Clock clock;

  private EventWatch watch;

  @Override
  public void contextInitialized(ServletContextEvent application) {
    builtIn.lay(settings.notebookImage());
    firewall.want(
        settings.openBridge(installation),
        settings.closedBridge(installation),
        settings.doors().innerDoorPort());
    gateway.start();
    watch =
        EventWatch.start(
            engine,
            SessionLabels.ofInstallation(installation.toString()),
            clock,
            event -> threads.act("hearing of a container", () -> deaths.happened(event)),
            () -> threads.act("comparing with the engine", this::compare));
    threads.every(Duration.ofSeconds(20), "comparing with the engine", this::compare);
    threads.every(Duration.ofSeconds(2), "starting", starts::tick);
    threads.every(Duration.ofSeconds(1), "telling of starts", progress::tick);
    threads.every(Duration.ofSeconds(1), "listening to starts", progress::listen);
    threads.every(Duration.ofSeconds(3), "writing inputs", inputs::flush);
    threads.every(Duration.ofSeconds(3), "looking at the firewall", firewall::look);
    threads.every(settings.ending().sweep(), "looking for idle sessions", this::sweep);
    LOG.log(Level.INFO, "sessions of installation {0} at {1}", installation, gateway.pattern());
  }

  @Override
  public void contextDestroyed(ServletContextEvent application) {
    if (watch != null) {
      watch.close();
    }
    gateway.close();
    innerDoors.close();
    engine.close();
  }

  private void compare() {
    try {
      networks.ensure();
      innerDoors.open(networks);
      if (!lease.held()) {
        return;
      }
      reconciling.compare();
      files.removeLeftovers();
    } catch (EngineFailure away) {
      LOG.log(Level.WARNING, "the engine does not answer: {0}", away.getMessage());
    }
  }

  private void sweep() {
    if (lease.held()) {
      reconciling.requeue();
      idling.sweep();
      passes.sweep();
      guests.sweep();
    }
  }
}
