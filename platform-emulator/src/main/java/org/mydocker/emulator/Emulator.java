package org.mydocker.emulator;

import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.mydocker.emulator.campus.FirstDay;
import org.mydocker.emulator.campus.SnapshotStore;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.http.Server;
import org.mydocker.emulator.lti.Site;
import org.mydocker.emulator.page.StartPage;

/**
 * A running emulator with its two tenants, {@code north} and {@code south}, whose issuers are
 * {@link #baseUri()} and the tenant's name. For tests: {@link #tenant} gives everything that the
 * control resource gives by HTTP.
 */
public final class Emulator implements AutoCloseable {
  private final Server server;
  private final URI baseUri;
  private final List<Tenant> tenants;

  private Emulator(Server server, URI baseUri, List<Tenant> tenants) {
    this.server = server;
    this.baseUri = baseUri;
    this.tenants = tenants;
  }

  public static Emulator start(EmulatorSettings settings) {
    SnapshotStore store = new SnapshotStore(settings.data());
    Server server = Server.bind(settings.bind(), settings.port());
    URI base =
        settings
            .publicUrl()
            .orElseGet(() -> URI.create("http://" + settings.bind() + ":" + server.port()));
    SecureRandom random = new SecureRandom();
    List<Tenant> tenants = new ArrayList<>();
    for (FirstDay day : FirstDay.values()) {
      Site site = new Site(day.tenant(), day.title(), withoutSlash(base) + "/" + day.tenant());
      tenants.add(
          new Tenant(site, day, store, settings.clock(), random, withoutSlash(settings.toolUrl())));
    }
    Emulator emulator = new Emulator(server, base, List.copyOf(tenants));
    StartPage start = new StartPage(tenants.stream().map(Tenant::site).toList());
    server.serve(request -> emulator.answer(request, start));
    return emulator;
  }

  /** Where it is reached, without a slash at the end unless the settings gave one. */
  public URI baseUri() {
    return baseUri;
  }

  /** The controls of {@code north} or {@code south}. */
  public Controls tenant(String name) {
    return tenants.stream()
        .filter(tenant -> tenant.site().tenant().equals(name))
        .findFirst()
        .map(Tenant::controls)
        .orElseThrow(() -> new IllegalArgumentException("no tenant is named " + name));
  }

  @Override
  public void close() {
    server.close();
  }

  private Response answer(Request request, StartPage start) {
    if (request.path().equals("/")) {
      return start.answer(request);
    }
    for (Tenant tenant : tenants) {
      String root = "/" + tenant.site().tenant();
      if (request.path().equals(root) || request.path().startsWith(root + "/")) {
        return tenant.answer(request);
      }
    }
    throw new Refusal(404, "there is no " + request.path());
  }

  private static String withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
