package org.mydocker.system.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * New network interfaces get no link-local address while browsers run here. Each container has one
 * such interface and its address comes a second after it started, just when a browser loads what
 * runs in it: Chromium then gives up all that it waits for ({@link LostRequests}). Only root may
 * set that; who may not, lives with the losses.
 */
final class StillAddresses {

  private static final Path MODE = Path.of("/proc/sys/net/ipv6/conf/default/addr_gen_mode");
  private static final String USUAL = "0";
  private static final String NONE = "1";

  private static boolean kept;

  private StillAddresses() {}

  static synchronized void keep() {
    if (kept || !Files.isWritable(MODE)) {
      return;
    }
    kept = true;
    try {
      String before = Files.readString(MODE).strip();
      Files.writeString(MODE, NONE);
      // What stands there already was left by tests that were killed.
      String after = before.equals(NONE) ? USUAL : before;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> set(after)));
    } catch (IOException e) {
      System.err.println("the addresses of this machine change with each container: " + e);
    }
  }

  private static void set(String mode) {
    try {
      Files.writeString(MODE, mode);
    } catch (IOException e) {
      System.err.println(MODE + " should be " + mode + " again: " + e);
    }
  }
}
