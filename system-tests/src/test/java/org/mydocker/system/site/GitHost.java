package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.mydocker.walls.gitfetch.GitServer;
import org.mydocker.walls.http.TestTls;

/**
 * A teacher's Git server: HTTPS on loopback with a made-up authority, one repository {@code
 * course.git}.
 */
public final class GitHost {

  private static GitHost shared;

  private final Repository repository;
  private final GitServer server;
  private final Path authority;

  private GitHost() {
    try {
      Path directory =
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "githost")
              .toAbsolutePath();
      TestTls tls = TestTls.in(directory);
      authority = tls.authority();
      repository =
          new FileRepositoryBuilder()
              .setGitDir(directory.resolve("course.git").toFile())
              .setBare()
              .build();
      repository.create(true);
      server = new GitServer(tls.server(), repository);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static synchronized GitHost shared() {
    if (shared == null) {
      shared = new GitHost();
    }
    return shared;
  }

  /** What lets a site fetch from it. */
  public Map<String, String> settings() {
    return Map.of(
        "mydocker.outbound.allow", "127.0.0.1",
        "mydocker.outbound.ports", Integer.toString(port()),
        "mydocker.outbound.authorities", authority.toString());
  }

  public int port() {
    return server.port();
  }

  public Path authority() {
    return authority;
  }

  public URI url() {
    return URI.create("https://127.0.0.1:" + port() + "/course.git");
  }

  /** From now on it wants that token as the password; an empty one lets everybody in. */
  public void asksFor(String token) {
    byte[] pair = ("x-access-token:" + token).getBytes(StandardCharsets.UTF_8);
    server.asksFor(token.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** Another address of the same server: one that leads away, one that is no Git. */
  public URI url(String path) {
    return URI.create("https://127.0.0.1:" + port() + path);
  }

  /** Names what is on {@code main} now. */
  public void tag(String name) {
    try {
      RefUpdate update = repository.updateRef("refs/tags/" + name);
      update.setNewObjectId(repository.resolve("refs/heads/main"));
      update.forceUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits exactly these files to {@code main}. */
  public void commit(Map<String, String> files) {
    try (ObjectInserter objects = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(
            objects.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(objects));
      ObjectId before = repository.resolve("refs/heads/main");
      if (before != null) {
        commit.setParentId(before);
      }
      PersonIdent teacher = new PersonIdent("Example Teacher", "teacher@example.org");
      commit.setAuthor(teacher);
      commit.setCommitter(teacher);
      commit.setMessage("Material");
      ObjectId id = objects.insert(commit);
      objects.flush();
      RefUpdate update = repository.updateRef("refs/heads/main");
      update.setNewObjectId(id);
      update.forceUpdate();
      repository.updateRef(Constants.HEAD).link("refs/heads/main");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
