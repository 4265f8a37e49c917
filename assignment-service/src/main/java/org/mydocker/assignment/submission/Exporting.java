package org.mydocker.assignment.submission;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.AnyObjectId;
import org.mydocker.assignment.repository.StudentRepositoryId;

/**
 * Streams the files of many submissions one after the other (ACT-14), with the memory of one buffer
 * whatever their number. Which directory a student gets, and what archive comes of it, is the
 * sink's affair.
 */
public final class Exporting {

  /** One submission and the directory that it goes to. */
  public record Item(String directory, StudentRepositoryId repository, AnyObjectId commit) {}

  /** Takes the files; each stream is open during the call only. */
  @FunctionalInterface
  public interface Sink {
    void file(Item item, String path, boolean executable, long size, InputStream content)
        throws IOException;
  }

  private final SubmittedFiles files;

  public Exporting(SubmittedFiles files) {
    this.files = files;
  }

  public void export(Iterable<Item> items, Sink sink) {
    for (Item item : items) {
      files.visit(
          item.repository(),
          item.commit(),
          (path, executable, size, content) -> sink.file(item, path, executable, size, content));
    }
  }
}
