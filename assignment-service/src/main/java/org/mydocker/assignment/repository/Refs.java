package org.mydocker.assignment.repository;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.repository.RepositoryUnavailable.Reason;

/**
 * The names under which repositories remember things, and the one way to move them. Numbered refs
 * are written once and never again; the others move only from a value that the caller has seen.
 */
public final class Refs {

  /** In the handout repository: version n of the material. */
  public static final String HANDOUTS = "refs/handout/";

  public static final String SUBMISSIONS = "refs/submissions/";
  public static final String AUTO_COLLECTED = "refs/autocollected/";
  public static final String FEEDBACK = "refs/feedback/";

  /** In a student repository: the handout version last applied, the base of the next merge. */
  public static final String HANDED_OUT = "refs/mydocker/handedout";

  /** In a student repository: what the working copy in the environment was last known to be. */
  public static final String WORKING_COPY = "refs/mydocker/workingcopy";

  private Refs() {}

  /** A numbered ref and where it points. */
  public record Numbered(int number, ObjectId commit) {}

  public static Optional<ObjectId> at(Repository repository, String name) throws IOException {
    Ref ref = repository.exactRef(name);
    return Optional.ofNullable(ref).map(Ref::getObjectId);
  }

  /** All refs under a prefix of this class, lowest number first. */
  public static List<Numbered> numbered(Repository repository, String prefix) throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(prefix).stream()
        .filter(ref -> ref.getName().substring(prefix.length()).matches("[1-9][0-9]{0,8}"))
        .map(
            ref ->
                new Numbered(
                    Integer.parseInt(ref.getName().substring(prefix.length())), ref.getObjectId()))
        .sorted(Comparator.comparingInt(Numbered::number))
        .toList();
  }

  public static int nextNumber(Repository repository, String prefix) throws IOException {
    List<Numbered> all = numbered(repository, prefix);
    return all.isEmpty() ? 1 : all.get(all.size() - 1).number() + 1;
  }

  /** Creates a ref that must not exist; on disk before this returns. */
  public static void create(Repository repository, String name, AnyObjectId to) throws IOException {
    move(repository, name, ObjectId.zeroId(), to);
  }

  /** Moves a ref from the value seen (zero id: absent) to another; on disk before this returns. */
  public static void move(Repository repository, String name, AnyObjectId seen, AnyObjectId to)
      throws IOException {
    RefUpdate update = repository.updateRef(name, true);
    update.setExpectedOldObjectId(seen);
    update.setNewObjectId(to);
    update.setForceUpdate(true);
    update.disableRefLog();
    require(name, update.update());
  }

  /** Removes a ref that is where it was seen; gone from the disk before this returns. */
  public static void remove(Repository repository, String name, AnyObjectId seen)
      throws IOException {
    RefUpdate update = repository.updateRef(name, true);
    update.setExpectedOldObjectId(seen);
    update.setForceUpdate(true);
    require(name, update.delete());
  }

  private static void require(String name, RefUpdate.Result result) {
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      case LOCK_FAILURE -> throw new RepositoryUnavailable(Reason.MOVED, name);
      default -> throw new RepositoryUnavailable(Reason.FAILED, name + ": " + result);
    }
  }
}
