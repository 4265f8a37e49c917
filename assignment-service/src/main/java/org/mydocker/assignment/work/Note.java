package org.mydocker.assignment.work;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that the last update of a working copy did, for the student to read (CLICK-07).
 *
 * @param version that was brought
 * @param kind the merge's word for it; the message {@code merge.note.KIND} says it
 * @param other a second path that the sentence speaks of
 */
public record Note(int version, String kind, String path, Optional<String> other, Instant noted) {}
