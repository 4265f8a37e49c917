package org.mydocker.emulator.campus;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the snapshots of all tenants in one JSON file, replaced atomically at each change. Without
 * a file it only remembers.
 */
public final class SnapshotStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;
  private final Map<String, Snapshot> snapshots; // guarded by this

  public SnapshotStore(Optional<Path> file) {
    this.file = file.map(Path::toAbsolutePath);
    this.snapshots =
        new TreeMap<>(this.file.filter(Files::exists).map(SnapshotStore::read).orElse(Map.of()));
  }

  public synchronized Optional<Snapshot> find(String tenant) {
    return Optional.ofNullable(snapshots.get(tenant));
  }

  public synchronized void save(String tenant, Snapshot snapshot) {
    snapshots.put(tenant, snapshot);
    file.ifPresent(this::write);
  }

  private static Map<String, Snapshot> read(Path file) {
    try {
      return JSON.readValue(file.toFile(), new TypeReference<Map<String, Snapshot>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void write(Path target) {
    try {
      Files.createDirectories(target.getParent());
      Path fresh =
          Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new");
      Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(snapshots));
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }
}
