package org.mydocker.assignment.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.assignment.material.FetchedMaterial;
import org.mydocker.assignment.material.GitMaterial;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.walls.gitfetch.GitFetch;
import org.mydocker.walls.http.AddressPolicy;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.Trust;

/** Where material may be fetched from: the settings {@code mydocker.git.*} (ACT-21). */
@Singleton
class Outbound {

  /**
   * @param hosts names, addresses or networks beside the public ones
   * @param ports beside 443
   * @param authorities a PEM file of more certificate authorities
   */
  @Produces
  @Singleton
  GitMaterial git(
      SiteSettings site,
      @ConfigProperty(name = "mydocker.git.hosts") Optional<List<String>> hosts,
      @ConfigProperty(name = "mydocker.git.ports") Optional<List<Integer>> ports,
      @ConfigProperty(name = "mydocker.git.authorities") Optional<Path> authorities) {
    AddressPolicy policy =
        AddressPolicy.strict()
            .allowing(hosts.orElse(List.of()))
            .allowingPorts(ports.orElse(List.of()));
    Trust trust = authorities.map(Trust::withAuthorities).orElseGet(Trust::system);
    Path fetched = Parts.directory(site, "tmp/fetched");
    return new FetchedMaterial(new GitFetch(new SafeHttp(policy, trust), fetched), fetched);
  }
}
