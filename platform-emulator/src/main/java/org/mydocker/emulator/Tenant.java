package org.mydocker.emulator;

import java.security.SecureRandom;
import java.time.Clock;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.FirstDay;
import org.mydocker.emulator.campus.ShiftedClock;
import org.mydocker.emulator.campus.Snapshot;
import org.mydocker.emulator.campus.SnapshotStore;
import org.mydocker.emulator.control.ControlResource;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.http.Endpoint;
import org.mydocker.emulator.http.Faults;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.http.Router;
import org.mydocker.emulator.lti.Authorization;
import org.mydocker.emulator.lti.DeepLinkingReturn;
import org.mydocker.emulator.lti.LaunchClaims;
import org.mydocker.emulator.lti.Launches;
import org.mydocker.emulator.lti.PlatformConfiguration;
import org.mydocker.emulator.lti.PlatformKeys;
import org.mydocker.emulator.lti.Registration;
import org.mydocker.emulator.lti.RegistrationTokens;
import org.mydocker.emulator.lti.SessionKeys;
import org.mydocker.emulator.lti.Site;
import org.mydocker.emulator.lti.ToolKeys;
import org.mydocker.emulator.page.Pages;
import org.mydocker.emulator.service.AccessTokens;
import org.mydocker.emulator.service.PageSize;
import org.mydocker.emulator.service.Services;
import org.mydocker.emulator.service.TokenEndpoint;

/** One institution with an issuer of its own: wires its parts and holds its table of routes. */
final class Tenant {
  private final Site site;
  private final Router router;
  private final Controls controls;

  Tenant(
      Site site,
      FirstDay day,
      SnapshotStore store,
      Clock systemClock,
      SecureRandom random,
      String toolUrl) {
    this.site = site;
    Snapshot snapshot = store.find(site.tenant()).orElseGet(() -> Snapshot.of(day.people()));
    Campus campus =
        new Campus(
            site.tenant(), day.course(), snapshot, changed -> store.save(site.tenant(), changed));
    ShiftedClock clock = new ShiftedClock(systemClock);
    PlatformKeys keys = new PlatformKeys(snapshot.keys(), campus::keep);
    ToolKeys toolKeys = new ToolKeys(clock);
    SessionKeys sessionKeys = new SessionKeys(random);
    Launches launches = new Launches(site, random);
    LaunchClaims claims = new LaunchClaims(site, campus, sessionKeys, clock);
    RegistrationTokens registrationTokens = new RegistrationTokens(keys, campus, clock, random);
    AccessTokens accessTokens = new AccessTokens(clock, random);
    PageSize pageSize = new PageSize();
    Faults faults = new Faults();
    this.controls =
        new Controls(
            site,
            campus,
            day.people(),
            faults,
            clock,
            keys,
            launches,
            claims,
            registrationTokens,
            accessTokens,
            pageSize);
    this.router = new Router(faults);
    PlatformConfiguration configuration = new PlatformConfiguration(site);
    router
        .on(
            "GET",
            "/.well-known/openid-configuration",
            Endpoint.CONFIGURATION,
            configuration::answer)
        .on(
            "GET",
            "/mod/lti/openid-configuration.php",
            Endpoint.CONFIGURATION,
            configuration::answer)
        .on(
            "GET POST",
            "/mod/lti/openid-registration.php",
            Endpoint.REGISTRATION,
            new Registration(campus, registrationTokens)::answer)
        .on("GET", "/mod/lti/certs.php", Endpoint.CERTS, request -> Response.json(keys.published()))
        .on(
            "GET POST",
            "/mod/lti/auth.php",
            Endpoint.AUTH,
            new Authorization(campus, launches, claims, keys)::answer)
        .on(
            "POST",
            "/mod/lti/token.php",
            Endpoint.TOKEN,
            new TokenEndpoint(campus, toolKeys, accessTokens)::answer);
    new Services(site, campus, accessTokens, pageSize).routes(router);
    new ControlResource(controls).routes(router);
    new Pages(
            site,
            campus,
            controls,
            launches,
            new DeepLinkingReturn(campus, sessionKeys, toolKeys),
            toolUrl)
        .routes(router);
  }

  Site site() {
    return site;
  }

  Controls controls() {
    return controls;
  }

  Response answer(Request request) {
    return router.route(request.path().substring(site.tenant().length() + 1), request);
  }
}
