package org.mydocker.assignment.material;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.handout.CommittedFiles;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.Handouts;
import org.mydocker.assignment.handout.LintReport;
import org.mydocker.assignment.handout.MaterialRefused;
import org.mydocker.assignment.handout.Published;
import org.mydocker.assignment.handout.Publishing;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryId;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.walls.archive.ArchiveRefused;
import org.mydocker.walls.archive.Unpacker;

/**
 * Publishes what a teacher chose as the next handout version (ACT-02). What is wrong with the files
 * becomes one {@link UnusableMaterial}, whatever wall they ran into.
 */
@Singleton
public class PublishingMaterial {

  private final Publishing publishing;
  private final Repositories repositories;
  private final Unpacker unpacker;
  private final GitMaterial git;
  private final Versions versions;
  private final Clock clock;

  @Inject
  public PublishingMaterial(
      Publishing publishing,
      Repositories repositories,
      Unpacker unpacker,
      GitMaterial git,
      Versions versions,
      Clock clock) {
    this.publishing = publishing;
    this.repositories = repositories;
    this.unpacker = unpacker;
    this.git = git;
    this.versions = versions;
    this.clock = clock;
  }

  /**
   * A version on disk that no row names yet.
   *
   * @param folder the one top folder of the archive, which was left out
   */
  public record Made(Published published, String origin, Optional<String> folder) {}

  /** Makes the version on disk; {@link #record} then makes it known. Empty for nothing chosen. */
  public Optional<Made> make(MaterialId material, MaterialChoice choice, Consent consent) {
    try {
      if (choice instanceof MaterialChoice.Archive archive) {
        ArchiveFiles files = ArchiveFiles.of(unpacker, archive.upload());
        return Optional.of(made(material, files, archive.upload().name(), files.folder(), consent));
      }
      if (choice instanceof MaterialChoice.Git source) {
        return Optional.of(
            git.fetch(
                source,
                (files, origin) -> made(material, files, origin, Optional.empty(), consent)));
      }
      if (choice instanceof MaterialChoice.Copy copy) {
        return copied(material, copy);
      }
      if (choice instanceof MaterialChoice.Pushed pushed) {
        String origin = "git push " + pushed.commit().abbreviate(12).name();
        return Optional.of(
            committed(material, pushed.repository(), pushed.commit(), origin, consent));
      }
      return Optional.empty();
    } catch (MaterialRefused e) {
      throw UnusableMaterial.asking(e.report(), e);
    } catch (ArchiveRefused e) {
      throw UnusableMaterial.because("archive." + e.reason(), e, e.entry().orElse(""));
    } catch (TreeRefused e) {
      throw UnusableMaterial.because("tree." + e.reason(), e, e.path());
    } catch (IOException e) {
      throw new UncheckedIOException("the material could not be read", e);
    }
  }

  /** Writes the row of a version that is on disk; nothing if the files were not new. */
  public void record(ActivityId assignment, Made made, PersonId teacher) {
    if (made.published().fresh()) {
      var version = made.published().version();
      versions.add(
          assignment,
          new Version(
              version.number(), version.commit().name(), made.origin(), clock.instant(), teacher));
    }
  }

  /** What was handed out there is fit for it here; empty where nothing is there yet. */
  private Optional<Made> copied(MaterialId material, MaterialChoice.Copy copy) {
    return new Handouts(repositories)
        .current(copy.material())
        .map(
            version ->
                committed(
                    material, copy.material(), version.commit(), copy.title(), Consent.GIVEN));
  }

  private Made committed(
      MaterialId material, RepositoryId from, ObjectId commit, String origin, Consent consent) {
    return repositories.reading(
        from,
        repository ->
            made(
                material,
                new CommittedFiles(repository, commit, TreeLimits.STANDARD),
                origin,
                Optional.empty(),
                consent));
  }

  /** What a teacher would be asked before those files are handed out; nothing is kept of them. */
  public LintReport look(Repository repository, ObjectId commit) {
    return publishing.look(repository, new CommittedFiles(repository, commit, TreeLimits.STANDARD));
  }

  private Made made(
      MaterialId material,
      FileSource files,
      String origin,
      Optional<String> folder,
      Consent consent) {
    Published published = publishing.publish(material, files, IgnoredPaths.NONE, consent);
    return new Made(published, origin, folder);
  }
}
