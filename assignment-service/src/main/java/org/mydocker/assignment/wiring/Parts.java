package org.mydocker.assignment.wiring;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.mydocker.assignment.handout.HandingOut;
import org.mydocker.assignment.handout.Publishing;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.assignment.merge.Merging;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.rows.Leases;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.assignment.submission.Snapshots;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.walls.archive.Unpacker;

/** The parts of the Git core and of the walls, made once with this site's paths and clock. */
@Singleton
class Parts {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Produces
  @Singleton
  Leases leases(Rows rows, Clock clock, Instance<Server> server) {
    return new Leases(rows, clock, PATIENCE, () -> server.get().threads());
  }

  void close(@Disposes Leases leases) {
    leases.close();
  }

  @Produces
  @Singleton
  Repositories repositories(SiteSettings site, Leases leases) {
    return new Repositories(site.dataDirectory(), new SecureRandom(), leases);
  }

  @Produces
  @Singleton
  Publishing publishing(Repositories repositories, Clock clock) {
    return new Publishing(repositories, clock, TreeLimits.STANDARD);
  }

  @Produces
  @Singleton
  HandingOut handingOut(Repositories repositories) {
    return new HandingOut(repositories);
  }

  @Produces
  @Singleton
  Merging merging(Repositories repositories, Clock clock) {
    return new Merging(repositories, clock);
  }

  @Produces
  @Singleton
  Snapshots snapshots(Repositories repositories, Clock clock) {
    return new Snapshots(repositories, clock, TreeLimits.STANDARD);
  }

  @Produces
  @Singleton
  Unpacker unpacker(SiteSettings site) {
    return new Unpacker(directory(site, "tmp"));
  }

  @Produces
  @Singleton
  Uploads uploads(SiteSettings site, Clock clock) {
    return new Uploads(directory(site, "tmp/uploads"), clock);
  }

  static Path directory(SiteSettings site, String name) {
    try {
      return Files.createDirectories(site.dataDirectory().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory cannot be written", e);
    }
  }
}
