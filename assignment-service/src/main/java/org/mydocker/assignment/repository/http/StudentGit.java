package org.mydocker.assignment.repository.http;

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

  StudentGit(Repositories repositories, PushLimits limits, PushListener listener) {
    this.repositories = repositories;
    this.limits = limits;
    this.listener = listener;
  }

  ReceivePack receivePack(Quarantine quarantine, GitGrant grant, Transfer transfer) {
    return receivePack(quarantine.repository(), quarantine::admit, grant, transfer);
  }

  /** Says what could be pushed to, and receives nothing. */
  ReceivePack advertisement(Repository repository, GitGrant grant, Transfer transfer) {
    return receivePack(repository, StudentGit::refuse, grant, transfer);
  }

  private ReceivePack receivePack(
      Repository into, StudentReceivePack.Admission admission, GitGrant grant, Transfer transfer) {
    return new StudentReceivePack(into, admission, grant, limits, repositories, listener, transfer);
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
