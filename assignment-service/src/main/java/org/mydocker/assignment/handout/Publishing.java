package org.mydocker.assignment.handout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRecording;
import org.mydocker.assignment.repository.TreeRefused;

/**
 * Makes the next handout version out of files (ACT-02): read, measured and linted as they stream
 * in, then committed on top of the version before, whatever lineage they come from (UPD-15..17).
 * The version is on disk when {@link #publish} returns.
 */
public final class Publishing {

  private final Repositories repositories;
  private final Clock clock;
  private final TreeLimits limits;

  public Publishing(Repositories repositories, Clock clock, TreeLimits limits) {
    this.repositories = repositories;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * @throws TreeRefused for material that cannot be handed out: empty (UPD-34), too large, links
   * @throws MaterialRefused for findings that ask, without consent
   */
  public Published publish(
      MaterialId material, FileSource files, IgnoredPaths ignored, Consent consent) {
    return repositories.changing(
        material,
        repository -> {
          Lint lint = new Lint();
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeRecording recording = new TreeRecording(inserter, limits, ignored, lint);
            files.streamTo(recording);
            LintReport report =
                LintReport.of(recording.entries(), lint.findings(recording.dropped()));
            requireFit(report, consent);
            return commit(repository, inserter, recording.tree().write(inserter), report);
          }
        });
  }

  /** What {@link #publish} would find in files of a repository that is at hand; moves nothing. */
  public LintReport look(Repository repository, FileSource files) {
    Lint lint = new Lint();
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TreeRecording recording = new TreeRecording(inserter, limits, IgnoredPaths.NONE, lint);
      files.streamTo(recording);
      return LintReport.of(recording.entries(), lint.findings(recording.dropped()));
    } catch (IOException e) {
      throw new UncheckedIOException("the files could not be read", e);
    }
  }

  private static void requireFit(LintReport report, Consent consent) {
    if (report.files() == 0) {
      throw new TreeRefused(TreeRefused.Reason.EMPTY, "");
    }
    if (report.asks() && consent == Consent.NOT_ASKED) {
      throw new MaterialRefused(report);
    }
  }

  private Published commit(
      Repository repository, ObjectInserter inserter, ObjectId tree, LintReport report)
      throws IOException {
    Optional<HandoutVersion> before = Handouts.current(repository);
    if (before.isPresent() && before.get().tree().equals(tree)) {
      return new Published(before.get(), false, report);
    }
    int number = before.map(HandoutVersion::number).orElse(0) + 1;
    List<ObjectId> parents = before.map(HandoutVersion::commit).stream().toList();
    ObjectId commit = Commits.write(inserter, tree, parents, clock.instant(), "Handout " + number);
    Refs.create(repository, Refs.HANDOUTS + number, commit);
    return new Published(new HandoutVersion(number, commit, tree), true, report);
  }
}
