package org.mydocker.broker.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("HOME-03")
class ChangeStreamTest {
  private static final FileHash OLD = FileHash.of("old".getBytes(UTF_8));

  private record Lying(long size, int bytes) implements Content {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(new byte[bytes]);
    }
  }

  private static Change put(String path, Content content) {
    return new Change.Put(path, content, false, Optional.empty());
  }

  @Test
  void writesEachChangeWithItsLengthsAndAnEnd() throws IOException {
    Content content = Content.of("hello\nend\n".getBytes(UTF_8));
    Changes changes =
        Changes.of(
            new Change.Put("é\nend", content, true, Optional.of(OLD)),
            put("empty", Content.of(new byte[0])),
            new Change.Delete("gone", OLD));
    try (InputStream stream = new ChangeStream(changes)) {
      assertThat(new String(stream.readAllBytes(), UTF_8))
          .isEqualTo(
              "put x %s 10 6\né\nendhello\nend\nput - absent 0 5\nemptydelete - %s - 4\ngoneend\n"
                  .formatted(OLD, OLD));
    }
  }

  @Test
  void breaksBeforeTheEndWhereAContentIsNotAsLongAsItSaid() {
    for (int bytes : new int[] {3, 11}) {
      ChangeStream stream = new ChangeStream(Changes.of(put("a", new Lying(10, bytes))));
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", ".", "../a", "a/../b", "a\0b", ".mydocker-work/x"})
  void takesNoPathThatIsNotBelowTheFolder(String path) {
    assertThatThrownBy(() -> put(path, new Lying(0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesNoPathTwice() {
    assertThatThrownBy(() -> Changes.of(put("a", new Lying(0, 0)), new Change.Delete("a", OLD)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void believesOnlyAReportThatHasAnEnd() {
    Report.of("done\0\0a\0end\0\0\0".getBytes(UTF_8)).requireEnd();
    for (String told : new String[] {"", "done\0\0a\0", "end\0", "done\0\0a\0en"}) {
      assertThatThrownBy(() -> Report.of(told.getBytes(UTF_8)).requireEnd())
          .isInstanceOf(HomeRefused.class);
    }
    assertThatThrownBy(() -> Report.of("failed\0disk-full\0a\0".getBytes(UTF_8)).requireEnd())
        .isInstanceOf(HomeRefused.class)
        .hasMessage("DISK_FULL: a");
  }
}
