package org.mydocker.broker.wiring;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mydocker.broker.innerdoor.InnerDoor;
import org.mydocker.broker.innerdoor.InnerDoorSettings;
import org.mydocker.broker.innerdoor.InnerSeal;
import org.mydocker.broker.start.Networks;
import org.mydocker.broker.start.Place;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.InnerCalls;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * The inner door of this instance (GATE-04): opened on the sessions' bridge once that is there,
 * which may be after the application began. Port 0 in the settings means none.
 */
@Singleton
class InnerDoors implements InnerCalls {

  private static final Logger LOG = System.getLogger(InnerDoors.class.getName());

  private final SessionStore sessions;
  private final Threads threads;
  private final BrokerSettings settings;
  private final URI application;
  private final InnerSeal seal;
  private InnerDoor door;

  @Inject
  InnerDoors(
      SessionStore sessions,
      Threads threads,
      BrokerSettings settings,
      SiteSettings site,
      Clock clock) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.sessions = sessions;
    this.threads = threads;
    this.settings = settings;
    this.application = settings.doors().application().orElseGet(() -> here(site.publicUrl()));
    this.seal = new InnerSeal(secret, clock);
  }

  /** Opens it where the bridge has its address on this machine; again is no error. */
  synchronized void open(Networks networks) {
    Optional<String> address = networks.host();
    if (door != null || address.isEmpty() || settings.doors().innerDoorPort() == 0) {
      return;
    }
    InnerDoor opened =
        new InnerDoor(
            InnerDoorSettings.of(address.get(), settings.doors().innerDoorPort(), application),
            (token, from) ->
                CompletableFuture.supplyAsync(
                    () ->
                        sessions
                            .holding(token)
                            .filter(session -> isAt(session, from))
                            .map(session -> session.id().toString()),
                    threads.asking()),
            seal);
    opened.start();
    door = opened;
    LOG.log(Level.INFO, "inner door at {0}:{1}", address.get(), opened.port());
  }

  /** A guest who was shown out, and read the token before, has another container. */
  private static boolean isAt(Session session, String from) {
    return session.place().flatMap(Place::address).map(from::equals).orElse(true);
  }

  synchronized void close() {
    if (door != null) {
      door.close();
    }
  }

  @Override
  public Optional<SessionKey> caller(String header, String method, String uri) {
    return seal.session(header, method, uri)
        .map(SessionId::of)
        .flatMap(sessions::find)
        .filter(session -> !session.state().ended())
        .map(Session::key);
  }

  /** The server's own listener, on this machine. */
  private static URI here(URI publicUrl) {
    int port = publicUrl.getScheme().equals("http") ? publicUrl.getPort() : -1;
    return URI.create("http://127.0.0.1:" + (port < 0 ? 8080 : port));
  }
}
