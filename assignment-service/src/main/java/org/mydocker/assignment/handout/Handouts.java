package org.mydocker.assignment.handout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;

/** The handout versions of an assignment, as the repository has them. */
public final class Handouts {

  private final Repositories repositories;

  public Handouts(Repositories repositories) {
    this.repositories = repositories;
  }

  /** All versions, the first one first. */
  public List<HandoutVersion> all(MaterialId material) {
    return repositories.reading(
        material,
        repository -> {
          List<HandoutVersion> versions = new ArrayList<>();
          for (Refs.Numbered ref : Refs.numbered(repository, Refs.HANDOUTS)) {
            versions.add(version(repository, ref));
          }
          return versions;
        });
  }

  public Optional<HandoutVersion> current(MaterialId material) {
    return repositories.reading(material, Handouts::current);
  }

  public Optional<HandoutVersion> version(MaterialId material, int number) {
    return all(material).stream().filter(version -> version.number() == number).findFirst();
  }

  static Optional<HandoutVersion> current(Repository repository) throws IOException {
    List<Refs.Numbered> all = Refs.numbered(repository, Refs.HANDOUTS);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(version(repository, all.get(all.size() - 1)));
  }

  private static HandoutVersion version(Repository repository, Refs.Numbered ref)
      throws IOException {
    return new HandoutVersion(ref.number(), ref.commit(), Commits.treeOf(repository, ref.commit()));
  }
}
