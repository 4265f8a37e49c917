package org.mydocker.assignment.repository.http;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.mydocker.assignment.repository.Quarantine;
import org.mydocker.assignment.repository.Repositories;

/** Sets up both directions of Git's protocol for a student repository; knows no servlets. */
final class StudentGit {

  private final Repositories repositories;
  private final PushLimits limits;
  private final PushListener listener;
  private final Clock clock;

  StudentGit(Repositories repositories, PushLimits limits, PushListener listener, Clock clock) {
    this.repositories = repositories;
    this.limits = limits;
    this.listener = listener;
    this.clock = clock;
  }

  ReceivePack receivePack(Quarantine quarantine, GitGrant grant) {
    return receivePack(quarantine.repository(), quarantine::admit, grant);
  }

  /** Says what could be pushed to, and receives nothing. */
  ReceivePack advertisement(Repository repository, GitGrant grant) {
    return receivePack(repository, StudentGit::refuse, grant);
  }

  private ReceivePack receivePack(
      Repository into, StudentReceivePack.Admission admission, GitGrant grant) {
    return new StudentReceivePack(into, admission, grant, limits, repositories, listener, clock);
  }

  private static void refuse() {
    throw new IllegalStateException("an advertisement receives nothing");
  }

  /** Objects are given by the refs shown alone: knowing an id opens nothing (SAFE-07). */
  UploadPack uploadPack(Repository repository, GitGrant grant) {
    UploadPack upload = new UploadPack(repository);
    upload.setTimeout((int) limits.silence().toSeconds());
    upload.setRequestPolicy(UploadPack.RequestPolicy.ADVERTISED);
    upload.setRefFilter(
        refs ->
            refs.entrySet().stream()
                .filter(ref -> grant.shows(ref.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return upload;
  }
}
