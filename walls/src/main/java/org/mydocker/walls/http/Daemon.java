package org.mydocker.walls.http;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep a server from stopping. */
final class Daemon {
  private Daemon() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, "mydocker-outbound-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
