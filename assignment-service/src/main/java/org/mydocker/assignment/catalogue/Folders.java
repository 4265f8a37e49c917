package org.mydocker.assignment.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import org.mydocker.kernel.workspace.FolderName;

/** Makes the folder name of a new assignment from its title, once (ACT-04). */
final class Folders {

  private static final int LONGEST = 60;

  private Folders() {}

  /** Such as {@code tp-1-regression} for "TP 1 : Régression". */
  static FolderName of(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String bounded = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("-+$", "");
    return new FolderName(bounded.isEmpty() ? "assignment" : bounded);
  }
}
