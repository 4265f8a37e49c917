package org.mydocker.broker.entrance;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.gateway.Route;
import org.mydocker.broker.gateway.RouteSource;
import org.mydocker.broker.gateway.Routes;
import org.mydocker.broker.start.Door;
import org.mydocker.broker.start.GatePorts;
import org.mydocker.broker.start.Place;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.problem.Refusal;

/**
 * The gateway's routes as the rows have them. This instance's gateway is told at once; every other
 * finds out in the rows within two seconds, because no answer is believed for longer.
 */
public final class GatewayDoor implements Door, RouteSource {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

  private final SessionStore sessions;
  private final Passes passes;
  private final Executor pool;
  private final String toolOrigin;
  private final Optional<GatePorts> ports;
  private Routes routes;
  private Gateway gateway;
  private Doorkeeping doorkeeping;

  /**
   * @param ports where sessions have a port of their own instead of a name
   */
  public GatewayDoor(
      SessionStore sessions,
      Passes passes,
      Executor pool,
      URI publicUrl,
      Optional<GatePorts> ports) {
    this.sessions = sessions;
    this.passes = passes;
    this.pool = pool;
    this.toolOrigin = originOf(publicUrl);
    this.ports = ports;
  }

  /** The gateway, which itself asks this door for routes; before the first session opens. */
  public synchronized void serve(Routes table, Gateway opened, Doorkeeping asked) {
    routes = table;
    gateway = opened;
    doorkeeping = asked;
  }

  @Override
  public CompletionStage<Optional<Route>> find(String session) {
    return CompletableFuture.supplyAsync(() -> known(session).map(this::route), pool);
  }

  private Optional<Session> known(String key) {
    return ports.isPresent() && DIGITS.matcher(key).matches()
        ? ports.get().at(Integer.parseInt(key)).flatMap(sessions::find)
        : sessions.named(key);
  }

  @Override
  public boolean reserve(Session session) {
    return ports.isEmpty() || ports.get().reserve(session.id()).isPresent();
  }

  private int doorOf(Session session) {
    return ports.flatMap(all -> all.of(session.id())).orElse(0);
  }

  private void forgetRoute(Session session) {
    routes.remove(session.name());
    routes.remove(Integer.toString(doorOf(session)));
  }

  @Override
  public synchronized void open(Session session) {
    forgetRoute(session);
  }

  @Override
  public synchronized void close(Session session) {
    passes.revoke(session.id());
    cut(session);
  }

  /** Cuts what is open to a session whose passes were taken back. */
  public synchronized void recheck(SessionId id) {
    sessions.find(id).ifPresent(this::cut);
  }

  /** Asks anew who may be in it; whoever may not any more is cut at the next look, in 2 s. */
  public synchronized void askAnew(Session session) {
    doorkeeping.forget(session.name());
  }

  @Override
  public synchronized String entrance(Session session, String ticket, String path) {
    if (doorOf(session) == 0 && !reserve(session)) {
      throw new Refusal("broker.no-port-free", 503);
    }
    return gateway.entrance(session.name(), doorOf(session), ticket, path);
  }

  private void cut(Session session) {
    doorkeeping.forget(session.name());
    forgetRoute(session);
    gateway.close(session.name());
  }

  private Route route(Session session) {
    Optional<String> address = session.place().flatMap(Place::address);
    if (!session.ready() || address.isEmpty()) {
      return new Route.Stopped(session.name(), session.generation());
    }
    List<String> ancestors = new ArrayList<>(session.ancestors());
    ancestors.add(0, toolOrigin);
    return new Route.Live(
        session.name(),
        address.get(),
        session.place().orElseThrow().port(),
        session.place().orElseThrow().secure(),
        doorOf(session),
        ancestors,
        session.generation());
  }

  /** Scheme, host and port of an address. */
  static String originOf(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
