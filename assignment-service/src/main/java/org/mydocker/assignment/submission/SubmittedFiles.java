package org.mydocker.assignment.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileEntry;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.FileTree.Leaf;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryId;
import org.mydocker.assignment.repository.StudentRepositoryId;

/**
 * Reads the files of a commit out of the object database; nothing is ever checked out (SAFE-06).
 */
public final class SubmittedFiles {

  /** Receives files in the order of their paths, each stream open during the call only. */
  @FunctionalInterface
  public interface Visitor {
    void file(String path, boolean executable, long size, InputStream content) throws IOException;
  }

  /** Reads one file; the stream is open during the call only. */
  @FunctionalInterface
  public interface Reading<T> {
    T from(long size, InputStream content) throws IOException;
  }

  private final Repositories repositories;

  public SubmittedFiles(Repositories repositories) {
    this.repositories = repositories;
  }

  /** The receipt's list; reads every file once. */
  public SubmissionContent content(RepositoryId id, AnyObjectId commit) {
    List<FileEntry> files = new ArrayList<>();
    visit(
        id,
        commit,
        (path, executable, size, content) ->
            files.add(new FileEntry(path, executable, size, sha256(content))));
    ObjectId tree = repositories.reading(id, repository -> Commits.treeOf(repository, commit));
    return new SubmissionContent(commit.toObjectId(), tree, files);
  }

  /** Streams all files of a commit. */
  public void visit(RepositoryId id, AnyObjectId commit, Visitor visitor) {
    repositories.reading(
        id,
        repository -> {
          try (ObjectReader reader = repository.newObjectReader()) {
            FileTree tree = tree(repository, reader, commit);
            for (Map.Entry<String, Leaf> file : tree.files().entrySet()) {
              ObjectLoader blob = reader.open(file.getValue().blob(), Constants.OBJ_BLOB);
              try (InputStream content = blob.openStream()) {
                boolean executable = file.getValue().executable();
                visitor.file(file.getKey(), executable, blob.getSize(), content);
              }
            }
            return tree;
          }
        });
  }

  /** Reads one file, if the commit has it and it is not longer than asked. */
  public <T> Optional<T> open(
      RepositoryId id, AnyObjectId commit, String path, long longest, Reading<T> reading) {
    return repositories.reading(
        id,
        repository -> {
          try (ObjectReader reader = repository.newObjectReader()) {
            Optional<Leaf> leaf = tree(repository, reader, commit).at(path);
            if (leaf.isEmpty()
                || reader.getObjectSize(leaf.get().blob(), Constants.OBJ_BLOB) > longest) {
              return Optional.empty();
            }
            ObjectLoader blob = reader.open(leaf.get().blob(), Constants.OBJ_BLOB);
            try (InputStream content = blob.openStream()) {
              return Optional.of(reading.from(blob.getSize(), content));
            }
          }
        });
  }

  /** Whether this tree is the handout that the student got last, untouched (ACT-10). */
  public boolean identicalToHandout(StudentRepositoryId id, AnyObjectId tree) {
    return repositories.reading(
        id,
        repository -> {
          Optional<ObjectId> handout = Refs.at(repository, Refs.HANDED_OUT);
          return handout.isPresent() && Commits.treeOf(repository, handout.get()).equals(tree);
        });
  }

  private static FileTree tree(Repository repository, ObjectReader reader, AnyObjectId commit)
      throws IOException {
    return FileTree.read(reader, Commits.treeOf(repository, commit));
  }

  private static String sha256(InputStream content) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
