package org.mydocker.walls.archive;

import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The archive formats that are taken, chosen by file name and confirmed by the first bytes; never
 * guessed from the content alone (SAFE-16).
 */
public enum ArchiveFormat {
  ZIP(".zip"),
  TAR(".tar"),
  TAR_GZ(".tar.gz", ".tgz"),
  TAR_BZ2(".tar.bz2", ".tbz2", ".tbz"),
  TAR_XZ(".tar.xz", ".txz");

  /** How many first bytes {@link #matches} wants to see. */
  static final int HEAD = 512;

  private final List<String> endings;

  ArchiveFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * The format that the file name says.
   *
   * @throws ArchiveRefused with reason FORMAT if it says none
   */
  public static ArchiveFormat of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (ArchiveFormat format : values()) {
      if (format.endings.stream().anyMatch(name::endsWith)) {
        return format;
      }
    }
    throw new ArchiveRefused(
        ArchiveRefused.Reason.FORMAT, fileName, "taken are .zip, .tar, .tar.gz, .tar.bz2, .tar.xz");
  }

  /** Whether an archive of this format may begin so; {@code head} holds up to 512 bytes. */
  boolean matches(byte[] head) {
    return switch (this) {
      case ZIP -> begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6);
      case TAR -> head.length == HEAD && TarUtils.verifyCheckSum(head);
      case TAR_GZ -> begins(head, 0x1f, 0x8b, 8);
      case TAR_BZ2 -> begins(head, 'B', 'Z', 'h');
      case TAR_XZ -> begins(head, 0xfd, '7', 'z', 'X', 'Z', 0);
    };
  }

  private static boolean begins(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
