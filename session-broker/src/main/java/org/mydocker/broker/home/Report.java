package org.mydocker.broker.home;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mydocker.broker.home.HomeRefused.Reason;

/**
 * What the helper told: lines of three words, each word ended by a NUL. Only one that says "end"
 * did its work to the end; that it was killed is seen by the missing end.
 */
record Report(List<Line> lines) {

  record Line(String kind, String reason, String path) {}

  static Report of(byte[] told) {
    String[] words = new String(told, StandardCharsets.UTF_8).split("\0", -1);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i + 3 < words.length; i += 3) {
      lines.add(new Line(words[i], words[i + 1], words[i + 2]));
    }
    return new Report(List.copyOf(lines));
  }

  /** Throws what went wrong, if anything did. */
  void requireEnd() {
    Line last = lines.isEmpty() ? new Line("", "", "") : lines.get(lines.size() - 1);
    if (last.kind().equals("failed")) {
      throw new HomeRefused(reason(last.reason()), last.path());
    }
    if (!last.kind().equals("end")) {
      throw new HomeRefused(Reason.BROKEN, "the helper ended without a word");
    }
  }

  boolean saysPending() {
    return lines.stream()
        .anyMatch(line -> line.kind().equals("failed") && line.reason().equals("apply-pending"));
  }

  List<Line> ofKind(String kind) {
    return lines.stream().filter(line -> line.kind().equals(kind)).toList();
  }

  /** The constant that the helper's word means; words are constants in lower case with dashes. */
  static <E extends Enum<E>> E constant(Class<E> type, String word, E otherwise) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return otherwise;
  }

  private static Reason reason(String code) {
    return switch (code) {
      case "no-folder" -> Reason.NO_SUCH_FOLDER;
      case "home-not-writable", "not-permitted", "read-only" -> Reason.NOT_WRITABLE;
      default -> constant(Reason.class, code, Reason.BROKEN);
    };
  }
}
