package org.mydocker.assignment.collection;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.mydocker.walls.archive.PathRefused;
import org.mydocker.walls.archive.SafePath;

/**
 * Makes directory names out of people's names for one archive (SAFE-18): letters, digits, spaces
 * and a few signs stay, everything that a file system, a shell or a spreadsheet could take for
 * something else goes; two of the same name get a number.
 */
final class ExportNames {

  private static final int LONGEST = 100;
  private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd} ._-]+");

  private final Set<String> given = new HashSet<>();

  /** A name that this archive has not used yet, also where case does not count. */
  String of(String person) {
    String base = plain(person);
    String name = base;
    for (int number = 2; !given.add(name.toLowerCase(Locale.ROOT)); number++) {
      name = base + " (" + number + ")";
    }
    return name;
  }

  /** The path in the archive; a file name that is not safe everywhere is made so. */
  static SafePath path(String directory, String file) {
    try {
      return SafePath.of(directory + "/" + file);
    } catch (PathRefused e) {
      StringBuilder tame = new StringBuilder(directory);
      for (String part : file.split("/", -1)) {
        tame.append('/').append(plain(part)).append('~');
      }
      return SafePath.of(tame.toString());
    }
  }

  private static String plain(String text) {
    String plain =
        ODD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
            .replaceAll("_")
            .replaceAll("^[ ._-]+|[ ._-]+$", "");
    while (plain.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      plain = plain.substring(0, plain.offsetByCodePoints(plain.length(), -1));
    }
    plain = plain.strip().replaceAll("[ .]+$", "");
    try {
      return plain.isEmpty() ? "_" : SafePath.of(plain).text();
    } catch (PathRefused e) {
      return "_" + plain; // a reserved name such as CON
    }
  }
}
