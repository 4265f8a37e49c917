package org.mydocker.broker.wire;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;

/**
 * A stream that shows each piece to an onlooker before it flows on. The onlooker sees and counts;
 * it can neither change nor hold the piece, and back-pressure passes through untouched.
 */
public final class Tap implements ReadStream<Buffer> {
  private final ReadStream<Buffer> stream;
  private final Consumer<Buffer> onlooker;

  public Tap(ReadStream<Buffer> stream, Consumer<Buffer> onlooker) {
    this.stream = stream;
    this.onlooker = onlooker;
  }

  @Override
  public Tap handler(Handler<Buffer> handler) {
    stream.handler(
        handler == null
            ? null
            : piece -> {
              onlooker.accept(piece);
              handler.handle(piece);
            });
    return this;
  }

  @Override
  public Tap exceptionHandler(Handler<Throwable> handler) {
    stream.exceptionHandler(handler);
    return this;
  }

  @Override
  public Tap endHandler(Handler<Void> handler) {
    stream.endHandler(handler);
    return this;
  }

  @Override
  public Tap pause() {
    stream.pause();
    return this;
  }

  @Override
  public Tap resume() {
    stream.resume();
    return this;
  }

  @Override
  public Tap fetch(long amount) {
    stream.fetch(amount);
    return this;
  }
}
