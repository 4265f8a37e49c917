package org.mydocker.assignment.material;

import java.nio.file.Path;

/**
 * A file that a browser sent, kept for a while.
 *
 * @param token by which the same person's next form finds it again
 * @param name as the browser said, for people to read and for the archive's format
 */
public record Upload(String token, String name, Path file) {}
