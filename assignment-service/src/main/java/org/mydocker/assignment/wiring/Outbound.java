package org.mydocker.assignment.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.mydocker.assignment.material.FetchedMaterial;
import org.mydocker.assignment.material.GitMaterial;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.walls.gitfetch.GitFetch;
import org.mydocker.walls.http.SafeHttp;

/** Fetches material with the site's one client for calls out (ACT-21). */
@Singleton
class Outbound {

  @Produces
  @Singleton
  GitMaterial git(SiteSettings site, SafeHttp http, Repositories repositories) {
    Path fetched = Parts.directory(site, "tmp/fetched");
    return new FetchedMaterial(new GitFetch(http, fetched), repositories);
  }
}
