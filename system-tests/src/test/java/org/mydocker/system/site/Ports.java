package org.mydocker.system.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/** Free ports of the loopback interface. */
public final class Ports {

  private Ports() {}

  /**
   * A port that is free with the others that {@code ./mydocker up} takes beside it. Not one of
   * those that the kernel gives to whoever asks for any: it takes a while until they are taken.
   */
  public static int forUp() {
    return new Random()
        .ints(200, 20_000, 32_000)
        .filter(port -> IntStream.of(0, 1, 2, 10).allMatch(offset -> isFree(port + offset)))
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
