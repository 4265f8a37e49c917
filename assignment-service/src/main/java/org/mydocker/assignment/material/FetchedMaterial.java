package org.mydocker.assignment.material;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.mydocker.assignment.handout.CommittedFiles;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.walls.gitfetch.FetchedRevision;
import org.mydocker.walls.gitfetch.GitFetch;
import org.mydocker.walls.gitfetch.GitFetchLimits;
import org.mydocker.walls.gitfetch.GitFetchRefused;
import org.mydocker.walls.gitfetch.GitSource;

/**
 * Fetches through the wall into a bare repository of its own, which goes when the files were taken:
 * the other server's history never comes near students.
 */
public final class FetchedMaterial implements GitMaterial {

  private static final String FETCHED = "refs/heads/fetched";

  private final GitFetch fetching;
  private final Path directory;

  /**
   * @param directory an existing one for what is fetched, while it is read
   */
  public FetchedMaterial(GitFetch fetching, Path directory) {
    this.fetching = fetching;
    this.directory = directory;
  }

  @Override
  public <T> T fetch(MaterialChoice.Git choice, Taking<T> taking) throws IOException {
    Path place = Files.createTempDirectory(directory, "fetch");
    try (Repository into =
        new FileRepositoryBuilder().setBare().setGitDir(place.toFile()).build()) {
      into.create(true);
      GitSource source = source(choice);
      FetchedRevision fetched = fetching.fetch(source, into, FETCHED, GitFetchLimits.usual());
      return taking.take(
          new CommittedFiles(into, fetched.commit(), TreeLimits.STANDARD),
          source.url() + " " + Repository.shortenRefName(fetched.upstreamRef()));
    } catch (GitFetchRefused e) {
      throw UnusableMaterial.because("git." + e.reason(), e);
    } finally {
      remove(place);
    }
  }

  private static GitSource source(MaterialChoice.Git choice) {
    GitSource plain = GitSource.of(choice.url(), choice.reference().orElse(""));
    return choice.token().map(token -> plain.withToken(GitSource.Token.of(token))).orElse(plain);
  }

  private static void remove(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
