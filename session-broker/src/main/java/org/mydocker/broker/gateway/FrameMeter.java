package org.mydocker.broker.gateway;

import io.vertx.core.buffer.Buffer;

/**
 * Follows the frames of one direction of a WebSocket (RFC 6455, section 5.2) without touching them:
 * tells how many bytes of messages went by, pings, pongs and closes not counted, and whether the
 * stream stands between two frames. Extensions do not matter, since only heads are read.
 */
final class FrameMeter {
  private static final int LAST_DATA_OPCODE = 2;

  private final byte[] head = new byte[14];
  private int have;
  private long left;
  private boolean data;

  /** The bytes of messages in this piece of the stream. */
  long accept(Buffer piece) {
    long messages = 0;
    int at = 0;
    while (at < piece.length()) {
      if (left > 0) {
        int step = (int) Math.min(left, piece.length() - at);
        left -= step;
        at += step;
        messages += data ? step : 0;
      } else {
        head[have++] = piece.getByte(at++);
        if (have >= 2 && have == headLength()) {
          left = payloadLength();
          data = (head[0] & 0x0f) <= LAST_DATA_OPCODE;
          have = 0;
        }
      }
    }
    return messages;
  }

  /** Whether a frame could be put in here. */
  boolean isBetweenFrames() {
    return left == 0 && have == 0;
  }

  private int headLength() {
    int mask = (head[1] & 0x80) == 0 ? 0 : 4;
    return switch (head[1] & 0x7f) {
      case 126 -> 4 + mask;
      case 127 -> 10 + mask;
      default -> 2 + mask;
    };
  }

  private long payloadLength() {
    int first = head[1] & 0x7f;
    if (first < 126) {
      return first;
    }
    long length = 0;
    for (int i = 2; i < (first == 126 ? 4 : 10); i++) {
      length = length << 8 | head[i] & 0xff;
    }
    return length < 0 ? Long.MAX_VALUE : length;
  }
}
