package org.mydocker.assignment.repository;

import java.util.regex.Pattern;

/**
 * Names one repository on disk. Made by {@link Repositories} at random, never from a name or URL.
 */
public sealed interface RepositoryId permits MaterialId, StudentRepositoryId {

  /** A text that is equal for equal repositories and for no others: the key of locks and rows. */
  String key();

  /** The random part: 128 bits in hexadecimal, so that no path can be smuggled in. */
  private static Pattern shape() {
    return Pattern.compile("[0-9a-f]{32}");
  }

  static String checked(String value) {
    if (!shape().matcher(value).matches()) {
      throw new IllegalArgumentException("not a repository id");
    }
    return value;
  }
}
