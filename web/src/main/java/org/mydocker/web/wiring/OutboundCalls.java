package org.mydocker.web.wiring;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.walls.http.AddressPolicy;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.Trust;

/**
 * The one client for every call to an address that came from outside (DYN-03). What it may reach
 * beyond public addresses on 443 is named in the settings; for trying, platforms and Git servers on
 * this machine's loopback may be plain http.
 */
@Singleton
class OutboundCalls {

  @Produces
  @Singleton
  SafeHttp client(
      SiteSettings site,
      @ConfigProperty(name = "mydocker.outbound.allow") Optional<String> allowed,
      @ConfigProperty(name = "mydocker.outbound.ports") Optional<String> ports,
      @ConfigProperty(name = "mydocker.outbound.authorities") Optional<String> authorities) {
    AddressPolicy policy =
        AddressPolicy.strict()
            .allowing(words(allowed))
            .allowingPorts(words(ports).stream().map(Integer::valueOf).toList());
    if (site.development()) {
      policy = policy.allowingInsecureLoopback();
    }
    Trust trust = authorities.map(Path::of).map(Trust::withAuthorities).orElseGet(Trust::system);
    return new SafeHttp(policy, trust);
  }

  void close(@Disposes SafeHttp client) {
    client.close();
  }

  private static List<String> words(Optional<String> list) {
    return list.stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
