package org.mydocker.assignment.handin;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that would be handed in now.
 *
 * @param saved when it was saved last; empty where only a commit is known, which has no such times
 */
public record SavedFile(String path, long size, Optional<Instant> saved) {}
