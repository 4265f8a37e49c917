package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it measures")
class StreamingIT {
  @Test
  @Tag("GATE-01")
  void aGigabyteIsUploadedWithFlatMemory() throws IOException {
    try (Trial trial = new Trial()) {
      assertThat(StreamingTest.uploaded(trial, 1L << 30)).isLessThan(64L << 20);
    }
  }
}
