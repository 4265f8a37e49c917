package org.mydocker.broker.home;

import java.nio.charset.StandardCharsets;

/** What a path in a home may look like; the helper says the same of it. */
final class Paths {
  private static final int NAME_BYTES = 255;
  private static final int PATH_BYTES = 4096;

  private Paths() {}

  static void require(String path) {
    if (path.getBytes(StandardCharsets.UTF_8).length > PATH_BYTES || path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a path in a home (too long, or with a NUL)");
    }
    for (String name : path.split("/", -1)) {
      boolean plain = !name.isEmpty() && !name.equals(".") && !name.equals("..");
      if (!plain || name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
        throw new IllegalArgumentException("not a path in a home: " + path);
      }
    }
    if (path.startsWith(HomeFiles.WORK_FOLDER)) {
      throw new IllegalArgumentException("that folder is the helper's own: " + path);
    }
  }
}
