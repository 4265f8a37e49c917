package org.mydocker.assignment.material;

import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.handout.CommittedFiles;
import org.mydocker.assignment.repository.Repositories;
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
  private final Repositories repositories;

  public FetchedMaterial(GitFetch fetching, Repositories repositories) {
    this.fetching = fetching;
    this.repositories = repositories;
  }

  @Override
  public <T> T fetch(MaterialChoice.Git choice, Taking<T> taking) {
    try {
      GitSource source = source(choice);
      return repositories.passing(
          into -> {
            FetchedRevision fetched = fetching.fetch(source, into, FETCHED, GitFetchLimits.usual());
            return taking.take(
                new CommittedFiles(into, fetched.commit(), TreeLimits.STANDARD),
                source.url() + " " + Repository.shortenRefName(fetched.upstreamRef()));
          });
    } catch (GitFetchRefused e) {
      throw UnusableMaterial.because("git." + e.reason(), e);
    }
  }

  private static GitSource source(MaterialChoice.Git choice) {
    GitSource plain = GitSource.of(choice.url(), choice.reference().orElse(""));
    return choice.token().map(token -> plain.withToken(GitSource.Token.of(token))).orElse(plain);
  }
}
