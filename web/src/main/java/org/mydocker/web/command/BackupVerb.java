package org.mydocker.web.command;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mydocker.broker.start.BackedUpHomes;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.web.backup.Backup;
import org.mydocker.web.signin.AdminLinks;

/** {@code backup}: writes one into a directory of this machine, one at a time (BAK-01). */
@ApplicationScoped
class BackupVerb implements Verb {

  private final AtomicBoolean going = new AtomicBoolean();

  @Inject SiteSettings site;
  @Inject Clock clock;
  @Inject Audit audit;
  @Inject BackedUpHomes homes;

  @Resource(lookup = "java:app/jdbc/mydocker")
  private DataSource database;

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    Path target = Path.of(asked.getString("directory", ""));
    if (!target.isAbsolute() || target.normalize().startsWith(site.dataDirectory())) {
      throw new Refusal("site.backup-place", 400);
    }
    if (!going.compareAndSet(false, true)) {
      throw new Refusal("site.backup-going", 409);
    }
    try {
      requireEmpty(target);
      audit.record(
          AdminLinks.administrator(Locale.ENGLISH),
          Act.EXPORT_SUBMISSIONS,
          Subject.ofSite("backup", ""),
          "backup: everybody's work, by the command");
      Optional<Backup.Homes> wished =
          asked.getBoolean("homes", false) ? Optional.of(everyHome()) : Optional.empty();
      Backup.Written written =
          new Backup(database, site.dataDirectory(), clock).write(target, wished);
      return Json.createObjectBuilder()
          .add("directory", target.toString())
          .add("rows", written.rows())
          .add("repositoryBytes", written.repositoryBytes())
          .add("homes", Integer.toString(written.homes()))
          .add("homesLeftOut", printable(String.join("; ", written.homesLeftOut())))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("the backup into " + target + " failed", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the backup into " + target + " failed", e);
    } finally {
      going.set(false);
    }
  }

  private Backup.Homes everyHome() {
    return new Backup.Homes() {
      @Override
      public List<String> names() {
        return homes.names();
      }

      @Override
      public void write(String name, OutputStream tar) {
        homes.write(name, tar);
      }
    };
  }

  private static String printable(String words) {
    return words.replaceAll("[\"\\\\]|\\p{Cntrl}", " ").strip();
  }

  private static void requireEmpty(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> there = Files.list(target)) {
      if (there.findAny().isPresent()) {
        throw new Refusal("site.backup-not-empty", 409);
      }
    }
  }
}
