package org.mydocker.lti.launch;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.key.StateSeal;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.login.LoginStates;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.people.Arriving;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.PlatformKeys;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.RefusedHosts;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.storage.TestDatabase;

/** Two registrations at one platform, a database, and everything between state and entrance. */
final class LaunchTrial implements AutoCloseable {

  static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
  static final String SECRET = "browser secret";

  final TestDatabase database;
  final TrialPlatform platform = new TrialPlatform();
  final MovingClock clock = new MovingClock();
  final OwnAddresses addresses;
  final PlatformKeys keys = new PlatformKeys(TrialPlatform.http(), clock);
  final Registration a;
  final Registration b;

  private final KeyFile keyFile;

  LaunchTrial(TestDatabase database) {
    this.database = database;
    Path data = folder();
    addresses =
        new OwnAddresses(
            new SiteSettings(
                URI.create("https://tool.example"), data, "https://{session}.example", true));
    keyFile = new KeyFile(data.resolve("lti.key"));
    a = registered("https://a.example", "client-a");
    b = registered("https://b.example", "client-b");
  }

  private Registration registered(String issuer, String client) {
    return database.in(
        manager -> {
          Platforms platforms = new Platforms(manager);
          TenantId tenant = platforms.addTenant(issuer, clock.instant());
          Registration registration = platform.registration(issuer, client, tenant);
          platforms.add(registration);
          platforms.addDeployment(registration, "1", clock.instant());
          return registration;
        });
  }

  /** A third one, which takes in whatever deployment comes. */
  Registration adopting(String issuer, String client) {
    return database.in(
        manager -> {
          Platforms platforms = new Platforms(manager);
          Registration r =
              platform.registration(issuer, client, platforms.addTenant(issuer, clock.instant()));
          Registration adopting =
              new Registration(
                  r.id(),
                  r.tenant(),
                  r.name(),
                  r.issuer(),
                  r.clientId(),
                  r.authorizationEndpoint(),
                  r.tokenEndpoint(),
                  r.tokenAudience(),
                  r.jwksUrl(),
                  r.algorithms(),
                  r.trustedAudiences(),
                  r.serviceHosts(),
                  r.scopes(),
                  r.messages(),
                  r.registrationEndpoint(),
                  r.status(),
                  r.productFamily(),
                  r.productVersion(),
                  true,
                  r.createdBy(),
                  r.created());
          platforms.add(adopting);
          return adopting;
        });
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("lti-trial");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LoginState state(Registration registration) {
    return new LoginState(
        registration.id(),
        Tokens.random(),
        addresses.launch().toString(),
        clock.instant(),
        "__Host-lti.x",
        Tokens.hash(SECRET),
        Optional.empty(),
        Optional.empty());
  }

  /** What the platform says for that state; to be changed by the test. */
  Map<String, Object> claims(Registration registration, LoginState state) {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = clock.instant().getEpochSecond();
    claims.put("iss", registration.issuer());
    claims.put("aud", registration.clientId());
    claims.put("sub", "2");
    claims.put("iat", now);
    claims.put("exp", now + 60);
    claims.put("nonce", state.nonce());
    claims.put(CLAIM + "version", "1.3.0");
    claims.put(CLAIM + "message_type", "LtiResourceLinkRequest");
    claims.put(CLAIM + "deployment_id", "1");
    claims.put(CLAIM + "target_link_uri", "https://tool.example/lti/launch");
    claims.put(CLAIM + "resource_link", Map.of("id", "7", "title", "Exercise"));
    claims.put(CLAIM + "context", Map.of("id", "5", "title", "Course"));
    claims.put(
        CLAIM + "roles", List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"));
    return claims;
  }

  Json verify(String token, LoginState state, Registration registration) {
    return in(manager -> verifying(manager).verify(token, state, registration));
  }

  TokenVerifying verifying(EntityManager manager) {
    return new TokenVerifying(keys, new ConsumedNonces(manager), clock);
  }

  LoginStates states(EntityManager manager) {
    return new LoginStates(seal(manager), addresses, clock);
  }

  StateSeal seal(EntityManager manager) {
    return new StateSeal(manager, keyFile, clock);
  }

  Launching launching(EntityManager manager) {
    return new Launching(
        new Platforms(manager),
        states(manager),
        verifying(manager),
        new MessageReading(addresses, new RefusedHosts()),
        new ConsumedNonces(manager),
        clock);
  }

  Entering entering(EntityManager manager) {
    return new Entering(new Platforms(manager), new Arriving(manager, clock), clock);
  }

  <T> T in(Function<EntityManager, T> work) {
    return database.in(work);
  }

  /** A recorded id_token payload of a real Moodle. */
  static Map<String, Object> moodle(String name) {
    try (InputStream in = LaunchTrial.class.getResourceAsStream("/moodle/" + name + ".json")) {
      return new LinkedHashMap<>(StrictJson.object(in.readAllBytes()).members());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    platform.close();
    database.close();
  }
}
