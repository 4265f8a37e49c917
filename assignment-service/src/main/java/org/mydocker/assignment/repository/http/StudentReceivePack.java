package org.mydocker.assignment.repository.http;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryUnavailable;
import org.mydocker.assignment.repository.RepositoryUnavailable.Reason;
import org.mydocker.assignment.repository.TreeRefused;

/**
 * Receives one student's push: one fast-forward of the one branch, into quarantine, checked object
 * by object (SAFE-01), within limits (SAFE-02, SAFE-04), plain files only (SAFE-05), referring to
 * nothing that the student was not shown (SAFE-07). Only then, and under the repository's lock, the
 * objects are admitted and the branch moves (SAFE-03, SAFE-12).
 */
final class StudentReceivePack extends ReceivePack {

  /** Lets the received objects in. */
  @FunctionalInterface
  interface Admission {
    void admit() throws IOException;
  }

  private static final Logger LOG = Logger.getLogger(StudentReceivePack.class.getName());

  private final Admission admission;
  private final GitGrant grant;
  private final PushLimits limits;
  private final Repositories repositories;
  private final PushListener listener;
  private final Transfer transfer;

  StudentReceivePack(
      Repository into,
      Admission admission,
      GitGrant grant,
      PushLimits limits,
      Repositories repositories,
      PushListener listener,
      Transfer transfer) {
    super(into);
    this.admission = admission;
    this.grant = grant;
    this.limits = limits;
    this.repositories = repositories;
    this.listener = listener;
    this.transfer = transfer;
    configure();
    advertise();
  }

  private void configure() {
    setObjectChecker(new ObjectChecker().setSafeForWindows(true).setSafeForMacOS(true));
    setMaxPackSizeLimit(limits.packBytes());
    setMaxObjectSizeLimit(limits.objectBytes());
    setMaxCommandBytes(limits.commandBytes());
    setMaxCommandDiscardBytes(limits.commandBytes());
    setTimeout((int) limits.silence().toSeconds());
    boolean teacher = grant.from() == GitGrant.From.TEACHER;
    setAllowCreates(teacher);
    setAllowDeletes(false);
    setAllowNonFastForwards(teacher);
    setAllowPushOptions(false);
    setCheckReferencedObjectsAreReachable(true);
    setPreReceiveHook((rp, commands) -> check(commands));
  }

  /** Only what the grant shows, and no hint of what the shared repository has besides. */
  private void advertise() {
    try {
      Map<String, Ref> shown =
          getRepository().getRefDatabase().getRefs().stream()
              .filter(ref -> grant.shows(ref.getName()))
              .collect(Collectors.toMap(Ref::getName, ref -> ref));
      setAdvertisedRefs(shown, Set.of());
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, grant.repository().key(), e);
    }
  }

  private void check(Collection<ReceiveCommand> commands) {
    boolean alone = getAllCommands().size() == 1;
    for (ReceiveCommand command : commands) {
      if (!alone) {
        refuse(command, "push one branch at a time");
      } else if (!command.getRefName().equals(grant.branch().ref())) {
        refuse(command, "only " + grant.branch().value() + " can be pushed here");
      } else {
        checkContent(command);
      }
    }
  }

  private void checkContent(ReceiveCommand command) {
    try {
      new NewCommits(limits).check(getRepository(), command.getNewId());
      listener
          .objection(grant, getRepository(), command.getNewId())
          .ifPresent(sentence -> refuse(command, sentence));
    } catch (TreeRefused e) {
      refuse(command, PushSentence.of(e));
    } catch (IOException e) {
      refuse(command, "the commit cannot be read");
    }
  }

  private static void refuse(ReceiveCommand command, String sentence) {
    command.setResult(Result.REJECTED_OTHER_REASON, sentence);
  }

  @Override
  protected void executeCommands() {
    if (filterCommands(Result.NOT_ATTEMPTED).isEmpty()) {
      return;
    }
    Instant end = transfer.now();
    try {
      repositories.holding(grant.repository(), this::admit);
    } catch (RepositoryUnavailable e) {
      filterCommands(Result.NOT_ATTEMPTED).forEach(command -> refuse(command, "try again"));
    }
    for (ReceiveCommand command : filterCommands(Result.OK)) {
      try {
        listener
            .onPush(grant, command.getNewId(), transfer.begun(), end)
            .ifPresent(this::sendMessage);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "a push to " + grant.repository() + " was taken back");
        takeBack(command);
      }
    }
  }

  /**
   * Else the same push would find nothing to send when it is tried again, and never count. Where
   * the branch has moved on meanwhile, or cannot be had, it stays as it is; whatever goes wrong
   * here, the client is answered.
   */
  private void takeBack(ReceiveCommand command) {
    try {
      repositories.changing(
          grant.repository(),
          repository -> {
            movedBack(repository, command);
            return null;
          });
      refuse(command, "it could not be taken in just now; push again");
    } catch (RepositoryUnavailable e) {
      LOG.log(Level.WARNING, e, () -> "a push to " + grant.repository() + " stays on its branch");
      refuse(
          command, "it is on the branch, but was not taken in; fetch, then push a further commit");
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "a push to " + grant.repository() + " is perhaps there");
      refuse(command, "it was not taken in; fetch, then push again or a further commit");
    }
  }

  private static void movedBack(Repository repository, ReceiveCommand command) throws IOException {
    if (command.getType() == ReceiveCommand.Type.CREATE) {
      Refs.remove(repository, command.getRefName(), command.getNewId());
    } else {
      Refs.move(repository, command.getRefName(), command.getNewId(), command.getOldId());
    }
  }

  private Void admit() {
    try {
      admission.admit();
    } catch (IOException e) {
      filterCommands(Result.NOT_ATTEMPTED)
          .forEach(command -> refuse(command, "the server could not store the push"));
      return null;
    }
    super.executeCommands();
    return null;
  }
}
