package org.mydocker.walls.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.walls.archive.PathRefused.Reason;

@Tag("SAFE-14")
class SafePathTest {
  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "../x, DOT_SEGMENT",
    "a/../../x, DOT_SEGMENT",
    "./../x, DOT_SEGMENT",
    "., DOT_SEGMENT",
    "/abs, ABSOLUTE",
    "//host/share, ABSOLUTE",
    "C:x, COLON",
    "C:/x, COLON",
    "file.txt:stream, COLON",
    "..\\x, BACKSLASH",
    "\\\\host\\share, BACKSLASH",
    "a//b, EMPTY_SEGMENT",
    "a/, EMPTY_SEGMENT",
    ".git/config, GIT",
    ".GIT/hooks/post-checkout, GIT",
    "a/.Git, GIT",
    "git~1/config, GIT",
    "GIT~2, GIT",
    "'.git /x', GIT",
    "'.git. ./x', GIT",
    "end., TRAILING",
    "'end ', TRAILING",
    "a./b, TRAILING",
    "con, RESERVED",
    "a/NUL.txt, RESERVED",
    "COM1, RESERVED",
    "lpt9.tar.gz, RESERVED",
  })
  void refusesANameThatIsDangerousSomewhere(String name, Reason reason) {
    assertThatExceptionOfType(PathRefused.class)
        .isThrownBy(() -> SafePath.of(name))
        .extracting(PathRefused::reason)
        .isEqualTo(reason);
  }

  @Test
  void refusesGitHiddenBehindCharactersThatHfsIgnores() {
    for (String name :
        new String[] {".g\u200cit/config", "\ufeff.git", ".gi\u202et", "\u206f.GIT"}) {
      assertThatExceptionOfType(PathRefused.class)
          .isThrownBy(() -> SafePath.of(name))
          .extracting(PathRefused::reason)
          .isEqualTo(Reason.GIT);
    }
    assertThatThrownBy(() -> SafePath.of(".\u200c.")).isInstanceOf(PathRefused.class);
  }

  @Test
  void refusesControlCharactersAndBrokenText() {
    assertThatThrownBy(() -> SafePath.of("a\0b")).hasMessage("CONTROL: a\\u{0}b");
    assertThatThrownBy(() -> SafePath.of("a\nb")).hasMessageStartingWith("CONTROL");
    assertThatThrownBy(() -> SafePath.of("a\u009bb")).hasMessageStartingWith("CONTROL");
    assertThatThrownBy(() -> SafePath.of("a\ud800b")).hasMessageStartingWith("ENCODING");
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    assertThat(SafePath.of("é".repeat(127)).text()).hasSize(127);
    assertThatThrownBy(() -> SafePath.of("é".repeat(128)))
        .hasMessageStartingWith("SEGMENT_TOO_LONG");
    assertThatThrownBy(() -> SafePath.of("x".repeat(300)))
        .hasMessageStartingWith("SEGMENT_TOO_LONG");
    assertThatThrownBy(() -> SafePath.of("12345678/".repeat(600) + "x"))
        .hasMessageStartingWith("TOO_LONG");
    assertThat(SafePath.of("d/".repeat(63) + "x").segments()).hasSize(64);
    assertThatThrownBy(() -> SafePath.of("d/".repeat(64) + "x")).hasMessageStartingWith("TOO_DEEP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "données.csv",
        "日本/🎉.ipynb",
        ".gitignore",
        ".github/x",
        "a b",
        "console",
        "git~",
        "auxiliary/x",
        "nul1",
        "...a",
        "\"quoted\"",
        "-rf"
      })
  void takesOrdinaryNames(String name) {
    assertThat(SafePath.of(name).text()).isEqualTo(name);
  }

  @Test
  void isInNfcWhateverItCameIn() {
    String nfd = Normalizer.normalize("é.txt", Normalizer.Form.NFD);
    assertThat(nfd).hasSize(6);
    assertThat(SafePath.of(nfd)).isEqualTo(SafePath.of("é.txt"));
  }

  @Test
  void knowsItsPartsAndFoldsCase() {
    SafePath path = SafePath.of("a/b/C.txt");
    assertThat(path.name()).isEqualTo("C.txt");
    assertThat(path.parent()).isEqualTo(Optional.of(SafePath.of("a/b")));
    assertThat(SafePath.of("a").parent()).isEmpty();
    assertThat(SafePath.of("a").resolve(SafePath.of("b/C.txt"))).isEqualTo(path);
    assertThat(path.folded()).isEqualTo(SafePath.of("A/B/c.TXT").folded());
    assertThat(SafePath.of("Straße").folded()).isEqualTo(SafePath.of("STRASSE").folded());
  }
}
