package org.mydocker.web.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.kernel.settings.SiteSettings;

/** Turns the {@code mydocker.*} keys of the whole site into typed settings, once. */
@Singleton
class Settings {

  @Produces
  @Singleton
  SiteSettings site(
      @ConfigProperty(name = "mydocker.public.url", defaultValue = "http://localhost:8080")
          URI publicUrl,
      @ConfigProperty(name = "mydocker.data", defaultValue = "./data") String data,
      @ConfigProperty(
              name = "mydocker.sessions.url",
              defaultValue = "http://{session}.localhost:8081")
          String sessionsUrl,
      @ConfigProperty(name = "mydocker.development", defaultValue = "true") boolean development) {
    return new SiteSettings(
        publicUrl, Path.of(data).toAbsolutePath().normalize(), sessionsUrl, development);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
