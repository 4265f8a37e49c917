package org.mydocker.assignment.submission;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.repository.Dropped;
import org.mydocker.assignment.repository.FileEntry;
import org.mydocker.assignment.repository.StudentRepositoryId;

/** A working copy as it was at one moment: a commit that no ref names yet. */
public record Snapshot(
    StudentRepositoryId repository,
    ObjectId commit,
    ObjectId tree,
    List<FileEntry> files,
    List<Dropped> dropped) {}
