package org.mydocker.assignment.repository.http;

import org.mydocker.assignment.repository.TreeRefused;

/** What {@code git push} prints when a push is refused: one plain line, no control characters. */
final class PushSentence {

  private static final int LONGEST_PATH = 120;

  private PushSentence() {}

  static String of(TreeRefused refused) {
    return what(refused.reason()) + " (" + printable(refused.path()) + ")";
  }

  private static String what(TreeRefused.Reason reason) {
    return switch (reason) {
      case SYMLINK -> "symbolic links are not accepted";
      case SUBMODULE -> "submodules are not accepted";
      case TOO_MANY_FILES -> "too many files";
      case TOO_MANY_BYTES -> "the files are too large together";
      case FILE_TOO_BIG -> "a file is too large";
      case TOO_DEEP -> "directories are nested too deep";
      case NAME_TOO_LONG -> "a path is too long";
      case NAME_FORBIDDEN -> "a name or mode is not accepted";
      case FILE_AND_DIRECTORY -> "a name is used twice";
      case TOO_MUCH_HISTORY -> "too many commits in one push";
      case EMPTY -> "there is no file";
    };
  }

  /** A path is the student's text and goes to a terminal (SAFE-11). */
  private static String printable(String path) {
    String plain = path.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= LONGEST_PATH ? plain : plain.substring(0, LONGEST_PATH) + "...";
  }
}
