package org.mydocker.walls.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * The names in a zip (SAFE-17): UTF-8 where it says so, else UTF-8 where it can only be that (macOS
 * does not say), else whichever of CP850, CP437 and ISO-8859-1 reads most like words of western
 * Europe. A guess is told.
 */
record ZipNames(String name, Optional<String> guessed) {
  private static final List<Charset> CANDIDATES =
      List.of(Charset.forName("IBM850"), Charset.forName("IBM437"), StandardCharsets.ISO_8859_1);

  static ZipNames of(ZipRecord entry) {
    if (entry.utf8()) {
      return declared(entry.rawName());
    }
    if (entry.unicodeName().isPresent()) {
      return declared(entry.unicodeName().get());
    }
    byte[] raw = entry.rawName();
    Optional<String> utf8 = utf8(raw);
    if (utf8.isPresent()) {
      boolean plain = utf8.get().length() == raw.length;
      return new ZipNames(utf8.get(), plain ? Optional.empty() : Optional.of("UTF-8"));
    }
    Charset best = CANDIDATES.get(0);
    for (Charset candidate : CANDIDATES) {
      if (likeness(new String(raw, candidate)) > likeness(new String(raw, best))) {
        best = candidate;
      }
    }
    return new ZipNames(new String(raw, best), Optional.of(best.name()));
  }

  private static ZipNames declared(byte[] raw) {
    String name =
        utf8(raw)
            .orElseThrow(
                () ->
                    new ArchiveRefused(
                        Reason.PATH,
                        new String(raw, StandardCharsets.ISO_8859_1),
                        "the name says that it is UTF-8 and is not"));
    return new ZipNames(name, Optional.empty());
  }

  private static Optional<String> utf8(byte[] raw) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Small Latin letters speak for a charset, capitals less, drawings and controls against. */
  private static int likeness(String name) {
    return name.codePoints().filter(c -> c > 0x7f).map(ZipNames::likeness).sum();
  }

  private static int likeness(int c) {
    if (Character.isLetter(c)) {
      boolean latin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
      return latin ? (Character.isLowerCase(c) ? 3 : 1) : -1;
    }
    return Character.isISOControl(c) ? -5 : -2;
  }
}
