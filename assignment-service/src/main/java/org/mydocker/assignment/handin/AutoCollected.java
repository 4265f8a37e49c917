package org.mydocker.assignment.handin;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A working copy as it was when the due date had passed without a hand-in (ACT-13). It is no
 * submission: it has no number and no receipt, and nobody said that it was finished.
 */
public record AutoCollected(UUID work, ObjectId commit, Instant collected) {}
