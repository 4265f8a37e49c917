package org.mydocker.assignment.merge;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** The contents that a merge reads and writes; what is too large to join is not read at all. */
record Blobs(ObjectReader reader, ObjectInserter inserter) {

  /** Larger files are kept side by side: nobody edits four mebibytes by hand on both sides. */
  private static final int JOINABLE = 4 << 20;

  long size(ObjectId blob) throws IOException {
    return reader.getObjectSize(blob, Constants.OBJ_BLOB);
  }

  Optional<byte[]> joinable(ObjectId blob) throws IOException {
    return size(blob) > JOINABLE
        ? Optional.empty()
        : Optional.of(reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(JOINABLE));
  }

  ObjectId write(byte[] content) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, content);
  }
}
