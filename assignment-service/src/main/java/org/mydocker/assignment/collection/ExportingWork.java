package org.mydocker.assignment.collection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryId;
import org.mydocker.assignment.submission.Exporting;
import org.mydocker.assignment.submission.SubmittedFiles;
import org.mydocker.walls.archive.ZipStream;

/**
 * Writes archives of work while they are sent, with the memory of one buffer (ACT-14): all that was
 * handed in last, a directory a student; or one commit.
 */
@Singleton
public class ExportingWork {

  private final SubmittedFiles files;

  @Inject
  public ExportingWork(Repositories repositories) {
    this.files = new SubmittedFiles(repositories);
  }

  /** The last submission of everyone who handed in, as {@code NAME/...}. */
  public void all(List<Line> lines, OutputStream out) throws IOException {
    ExportNames names = new ExportNames();
    List<Exporting.Item> items = new ArrayList<>();
    Map<String, HandedIn> times = new HashMap<>();
    for (Line line : lines) {
      if (!line.handedIn().isEmpty()) {
        String directory = names.of(line.name());
        Line.Handed last = line.handedIn().get(0);
        items.add(
            new Exporting.Item(directory, last.work().repository(), last.submission().commit()));
        times.put(directory, last.submission());
      }
    }
    try (ZipStream zip = new ZipStream(out)) {
      new Exporting(files)
          .export(
              items,
              (item, path, executable, size, content) ->
                  zip.file(
                      ExportNames.path(item.directory(), path),
                      times.get(item.directory()).ended(),
                      content));
    }
  }

  /** One commit's files under one directory. */
  public void one(String directory, RepositoryId repository, ObjectId commit, OutputStream out)
      throws IOException {
    try (ZipStream zip = new ZipStream(out)) {
      files.visit(
          repository,
          commit,
          (path, executable, size, content) ->
              zip.file(ExportNames.path(directory, path), Instant.EPOCH, content));
    }
  }
}
