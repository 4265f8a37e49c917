package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("RUN-03")
class FrameMeterTest {
  private static final int TEXT = 1;
  private static final int PING = 9;

  @Test
  void countsMessagesAndNoPingsHoweverTheStreamIsCut() {
    Buffer stream = Buffer.buffer();
    for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 200_000}) {
      frame(stream, TEXT, size);
      frame(stream, PING, 20);
      frame(stream, 0, 3);
    }
    long messages = 1 + 125 + 126 + 65_535 + 65_536 + 200_000 + 7 * 3;
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      FrameMeter meter = new FrameMeter();
      long counted = 0;
      for (int at = 0; at < stream.length(); ) {
        int next = Math.min(stream.length(), at + 1 + random.nextInt(round < 2 ? 1 : 9000));
        counted += meter.accept(stream.slice(at, next));
        at = next;
      }
      assertThat(counted).isEqualTo(messages);
      assertThat(meter.isBetweenFrames()).isTrue();
    }
  }

  @Test
  void knowsThatItStandsInsideAFrame() {
    FrameMeter meter = new FrameMeter();
    meter.accept(Buffer.buffer(new byte[] {(byte) 0x82}));
    assertThat(meter.isBetweenFrames()).isFalse();
    meter.accept(Buffer.buffer(new byte[] {2, 'a'}));
    assertThat(meter.isBetweenFrames()).isFalse();
    meter.accept(Buffer.buffer(new byte[] {'b'}));
    assertThat(meter.isBetweenFrames()).isTrue();
  }

  @Test
  void anImpossibleLengthDoesNotMakeItCountBackwards() {
    FrameMeter meter = new FrameMeter();
    Buffer head = Buffer.buffer(new byte[] {(byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1, 'x'});
    assertThat(meter.accept(head)).isEqualTo(1);
    assertThat(meter.isBetweenFrames()).isFalse();
  }

  private static void frame(Buffer stream, int opcode, int size) {
    stream.appendByte((byte) (0x80 | opcode));
    if (size < 126) {
      stream.appendByte((byte) (0x80 | size));
    } else if (size < 65_536) {
      stream.appendByte((byte) (0x80 | 126)).appendShort((short) size);
    } else {
      stream.appendByte((byte) (0x80 | 127)).appendLong(size);
    }
    stream.appendBytes(new byte[] {1, 2, 3, 4}).appendBytes(new byte[size]);
  }
}
