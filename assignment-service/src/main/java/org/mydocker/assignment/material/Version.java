package org.mydocker.assignment.material;

import java.time.Instant;
import org.mydocker.kernel.people.PersonId;

/**
 * One handout version as the record has it (ACT-02).
 *
 * @param origin what it was made of, for people: a file's name, or a URL and a reference
 */
public record Version(
    int number, String commit, String origin, Instant published, PersonId publishedBy) {}
