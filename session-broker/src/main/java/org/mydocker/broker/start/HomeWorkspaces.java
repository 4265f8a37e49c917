package org.mydocker.broker.start;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.home.Changes;
import org.mydocker.broker.home.Content;
import org.mydocker.broker.home.FileHash;
import org.mydocker.broker.home.HomeFiles;
import org.mydocker.broker.home.HomeRefused;
import org.mydocker.broker.home.SnapshotLimits;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.Applied;
import org.mydocker.kernel.workspace.Body;
import org.mydocker.kernel.workspace.Change;
import org.mydocker.kernel.workspace.FolderName;
import org.mydocker.kernel.workspace.HomeId;
import org.mydocker.kernel.workspace.TarReader;
import org.mydocker.kernel.workspace.Workspaces;

/** The kernel's {@link Workspaces} over {@link HomeFiles}: other words for the same acts. */
public final class HomeWorkspaces implements Workspaces {

  private static final byte[] EMPTY_TAR = new byte[1024];

  private final PersonalHomes homes;
  private final HomeFiles files;
  private final Catalogue catalogue;
  private final Providers providers;
  private final SnapshotLimits limits;

  public HomeWorkspaces(
      PersonalHomes homes,
      HomeFiles files,
      Catalogue catalogue,
      Providers providers,
      SnapshotLimits limits) {
    this.homes = homes;
    this.files = files;
    this.catalogue = catalogue;
    this.providers = providers;
    this.limits = limits;
  }

  @Override
  public HomeId home(SessionKey key) {
    if (providers.reading(key)) {
      return homes.handedIn(key);
    }
    int version =
        catalogue
            .entry(key.environment(), java.util.Locale.ENGLISH)
            .orElseThrow(() -> new IllegalArgumentException("no environment " + key.environment()))
            .version();
    return homes.ready(key, catalogue.recipe(key.environment(), version, key.role()).home(), false);
  }

  @Override
  public <T> T snapshot(HomeId home, FolderName folder, TarReader<T> reader) {
    try {
      return files
          .<T>snapshot(
              homes.volume(home),
              folder.value(),
              limits,
              tar -> {
                try (InputStream closed = tar) {
                  return reader.read(closed);
                }
              })
          .value();
    } catch (HomeRefused refused) {
      if (refused.reason() == HomeRefused.Reason.NO_SUCH_FOLDER) {
        return ofNothing(reader);
      }
      throw refused;
    }
  }

  @Override
  public Applied apply(HomeId home, FolderName folder, List<Change> changes) {
    List<org.mydocker.broker.home.Change> ours = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Put put) {
        ours.add(
            new org.mydocker.broker.home.Change.Put(
                put.path(),
                content(put.body()),
                put.executable(),
                put.expected().map(FileHash::new)));
      } else if (change.expected().isPresent()) {
        ours.add(
            new org.mydocker.broker.home.Change.Delete(
                change.path(), new FileHash(change.expected().get())));
      } else {
        done.add(change.path());
      }
    }
    var applied = files.apply(homes.volume(home), folder.value(), new Changes(ours));
    done.addAll(applied.done());
    return new Applied(
        done,
        applied.refused().stream().map(org.mydocker.broker.home.Applied.Refused::path).toList());
  }

  private static <T> T ofNothing(TarReader<T> reader) {
    try {
      return reader.read(new ByteArrayInputStream(EMPTY_TAR));
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException("reading an empty tar", impossible);
    }
  }

  private static Content content(Body body) {
    return new Content() {
      @Override
      public long size() {
        return body.size();
      }

      @Override
      public InputStream open() throws IOException {
        return body.open();
      }
    };
  }
}
