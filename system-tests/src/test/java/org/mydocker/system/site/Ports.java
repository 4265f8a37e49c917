package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Free ports of the loopback interface. */
public final class Ports {

  private Ports() {}

  /** A port that is free with the others that {@code ./mydocker up} takes beside it. */
  public static int forUp() {
    return IntStream.generate(Ports::free)
        .limit(200)
        .filter(port -> port < 65_500)
        .filter(port -> IntStream.of(1, 2, 10).allMatch(offset -> isFree(port + offset)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
