package org.mydocker.assignment.handin;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.submission.SubmittedFiles;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.kernel.receipt.Receipt;
import org.mydocker.kernel.receipt.SignedReceipt;
import org.mydocker.kernel.receipt.Signer;

/**
 * Makes the receipt of a submission out of what is stored, at any time and always the same
 * (ACT-09). It is signed where the installation has a signer; without one the page shows the same
 * facts and offers no signature.
 */
@Singleton
public class Receipts {

  private final SubmittedFiles files;
  private final Optional<Signer> signer;

  @Inject
  Receipts(Repositories repositories, Instance<Signer> signer) {
    this(repositories, signer.stream().findFirst());
  }

  public Receipts(Repositories repositories, Optional<Signer> signer) {
    this.files = new SubmittedFiles(repositories);
    this.signer = signer;
  }

  public Receipt of(Assignment assignment, StudentWork work, HandedIn submission) {
    List<Receipt.File> listed =
        files.content(work.repository(), submission.commit()).files().stream()
            .map(file -> new Receipt.File(file.path(), file.size(), file.sha256()))
            .toList();
    return new Receipt(
        assignment.id(),
        work.id().toString(),
        submission.number(),
        submission.commit().name(),
        submission.tree().name(),
        listed,
        submission.ended(),
        submission.late(),
        submission.handout());
  }

  public boolean signs() {
    return signer.isPresent();
  }

  public Optional<SignedReceipt> sign(Receipt receipt) {
    return signer.map(keys -> keys.sign(receipt));
  }
}
