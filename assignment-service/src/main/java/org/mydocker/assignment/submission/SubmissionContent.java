package org.mydocker.assignment.submission;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.repository.FileEntry;

/** What a receipt says about content: commit, tree, and every file with its SHA-256 (ACT-09). */
public record SubmissionContent(ObjectId commit, ObjectId tree, List<FileEntry> files) {}
