package org.mydocker.broker.wire;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection for certain. Vert.x's own close first flushes what is still to be written,
 * which a peer that does not read can put off for as long as it likes; here it gets a moment, then
 * the socket is closed under it. The one place that knows Vert.x's inner types.
 */
public final class Cutting {
  private static final long GRACE_SECONDS = 2;

  private Cutting() {}

  public static void cut(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      cutLater(base.channel());
    }
    connection.close();
  }

  public static void cut(NetSocket socket) {
    if (socket instanceof NetSocketInternal inner) {
      cutLater(inner.channelHandlerContext().channel());
    }
    socket.close();
  }

  private static void cutLater(Channel channel) {
    if (channel.isOpen() && !channel.eventLoop().isShuttingDown()) {
      channel.eventLoop().schedule(() -> closeNow(channel), GRACE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** From the last handler outwards: that handler is Vert.x's, which would flush first. */
  private static void closeNow(Channel channel) {
    if (channel.isOpen()) {
      channel.pipeline().lastContext().close();
    }
  }
}
