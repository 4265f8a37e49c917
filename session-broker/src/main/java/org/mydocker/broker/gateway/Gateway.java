package org.mydocker.broker.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.mydocker.broker.wire.Forwarding;
import org.mydocker.broker.wire.Loops;
import org.mydocker.broker.wire.Upstream;

/**
 * The door through which browsers reach sessions (broker.md section 5): one HTTP/1.1 listener, an
 * origin for each session, streamed both ways, WebSockets included.
 *
 * <p>Every request and every upgrade needs a live route and a pass that opens it now; what is open
 * is asked for again every few seconds and cut when its right is gone. TLS is the business of a
 * proxy in front, which passes Host on unchanged.
 */
public final class Gateway implements AutoCloseable {
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEAD = 64 * 1024;
  private static final int KEEP_ALIVE_SECONDS = 4;

  private final GatewaySettings settings;
  private final Routes routes;
  private final Doorkeeper doorkeeper;
  private final House house;
  private final AtomicBoolean telling = new AtomicBoolean();
  private Loops loops;
  private int listening;
  private Origins origins;
  private long rechecking;
  private long tellings;

  public Gateway(
      GatewaySettings settings,
      Routes routes,
      Doorkeeper doorkeeper,
      InputObserver observer,
      InstantSource clock) {
    this.settings = settings;
    this.routes = routes;
    this.doorkeeper = doorkeeper;
    this.house = new House(new Tally(), new Activity(observer, clock), new Visits(), new Pages());
  }

  /**
   * Listens when it returns; once in a gateway's life.
   *
   * @throws IllegalStateException if the port cannot be had
   */
  public synchronized void start() {
    if (loops != null) {
      throw new IllegalStateException("started already");
    }
    loops = new Loops(settings.loops());
    int port = loops.listen(settings.bindAddress(), settings.port(), this::listener);
    origins = settings.origins().onPort(port);
    Vertx vertx = loops.vertx();
    rechecking = vertx.setPeriodic(settings.recheck().toMillis(), tick -> recheck(vertx));
    tellings = vertx.setPeriodic(1000, tick -> tell(vertx));
  }

  /** The port on which it listens. */
  public synchronized int port() {
    return loops.port();
  }

  /** The public origin of a session, such as {@code http://abc.localhost:8090}; after the start. */
  public String origin(String session) {
    return origin(session, 0);
  }

  /**
   * The same where it may have a port of its own.
   *
   * @param door that port, 0 for none
   */
  public synchronized String origin(String session, int door) {
    return origins.of(session, door);
  }

  /** Where sessions are found, with a place for what tells them apart; after the start. */
  public synchronized String pattern() {
    return origins.pattern();
  }

  /**
   * The address that enters a session: the ticket becomes the cookie of the session's origin.
   *
   * @param to path and query within the session
   */
  public String entrance(String session, String ticket, String to) {
    return entrance(session, 0, ticket, to);
  }

  /**
   * The same where it may have a port of its own.
   *
   * @param door that port, 0 for none
   */
  public String entrance(String session, int door, String ticket, String to) {
    return origin(session, door)
        + Entrance.PREFIX
        + "enter?ticket="
        + URLEncoder.encode(ticket, StandardCharsets.UTF_8)
        + "&to="
        + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  /** Cuts all that is open to this session; whether it may come back is the doorkeeper's to say. */
  public void close(String session) {
    house.visits().end(session);
  }

  /**
   * When a person last typed, clicked or sent something into this session, as far as known here.
   */
  public Optional<Instant> lastInput(String session) {
    return house.activity().last(session);
  }

  /**
   * A page is about to open the interface. What that sends by itself in its first seconds is
   * nobody's input, until {@link #touched} tells of a person.
   */
  public void opening(String session) {
    house.activity().opening(session);
  }

  /** A person has gone into the interface that a page opened. */
  public void touched(String session) {
    house.activity().touched(session);
  }

  /** When the interface last saved something, as far as it could be seen here. */
  public Optional<Instant> lastSave(String session) {
    return house.activity().lastSave(session);
  }

  public GatewayCounters counters() {
    return house.tally().counters();
  }

  /** Stops listening and cuts what is open. */
  @Override
  public synchronized void close() {
    if (loops != null) {
      loops.vertx().cancelTimer(rechecking);
      loops.vertx().cancelTimer(tellings);
      house.visits().endAll();
      loops.close();
      house.activity().tell();
    }
  }

  /** The listener of one loop; the sessions' own ports are shared out among the loops. */
  private Future<HttpServer> listener(Vertx vertx, int port) {
    int loop = listening++;
    HttpClient client = client(vertx);
    AtomicReference<Reception> reception = new AtomicReference<>();
    List<Future<HttpServer>> doors =
        settings.origins().ownPorts().stream()
            .flatMapToInt(PortRange::all)
            .filter(door -> door % settings.loops() == loop)
            .mapToObj(door -> door(vertx, door, client, reception))
            .toList();
    return Future.all(doors).compose(open -> listener(vertx, port, client, reception));
  }

  private Future<HttpServer> door(
      Vertx vertx, int door, HttpClient client, AtomicReference<Reception> reception) {
    return listener(vertx, door, client, reception)
        .recover(
            taken ->
                Future.failedFuture(
                    new IllegalStateException("the sessions' port " + door + " is taken", taken)));
  }

  private Future<HttpServer> listener(
      Vertx vertx, int port, HttpClient client, AtomicReference<Reception> reception) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.bindAddress())
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(MAX_HEAD)
            .setTcpKeepAlive(true)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout((int) Math.min(Integer.MAX_VALUE, settings.quiet().toMillis()));
    HttpServer server = vertx.createHttpServer(options);
    Latecomers latecomers = new Latecomers(vertx);
    return server
        .connectionHandler(latecomers::opened)
        .requestHandler(
            request -> {
              latecomers.spoke(request.connection());
              reception
                  .updateAndGet(
                      open -> open == null ? reception(vertx, client, server.actualPort()) : open)
                  .handle(request);
            })
        .listen();
  }

  private Reception reception(Vertx vertx, HttpClient client, int port) {
    Upstream upstream = new Upstream(client);
    return new Reception(
        settings.origins().onPort(port),
        new Keeper(vertx, routes, doorkeeper),
        new Forwarding(vertx, upstream, settings.patience()),
        new Tunnel(vertx, upstream, house.tally(), house.activity()),
        house);
  }

  private HttpClient client(Vertx vertx) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS) // less than the 5 s of Node's servers
            .setMaxHeaderSize(MAX_HEAD)
            .setMaxInitialLineLength(MAX_LINE)
            .setTcpKeepAlive(true)
            .setTrustAll(true) // of the session's own container: see SelfSigned
            .setVerifyHost(false)
            .setDecompressionSupported(false);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(Visits.MAX_OPEN).setMaxWaitQueueSize(Visits.MAX_OPEN);
    return vertx.createHttpClient(options, pool);
  }

  /** A right that cannot be asked for just now is not taken away: no socket is cut by a hiccup. */
  private void recheck(Vertx vertx) {
    Keeper keeper = new Keeper(vertx, routes, doorkeeper);
    for (Visits.Right right : house.visits().rights()) {
      keeper
          .live(right.session())
          .compose(route -> keeper.admits(right))
          .recover(
              failure ->
                  Future.succeededFuture(
                      !(failure instanceof Refused refused) || refused.refusal().passes()))
          .onSuccess(
              stays -> {
                if (!stays) {
                  house.visits().end(right);
                }
              });
    }
  }

  private void tell(Vertx vertx) {
    if (telling.compareAndSet(false, true)) {
      vertx
          .executeBlocking(
              () -> {
                house.activity().tell();
                return null;
              })
          .onComplete(told -> telling.set(false));
    }
  }
}
