package org.mydocker.broker.home;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of a file's content, in lower-case hexadecimal. */
public record FileHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public FileHash {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256: " + hex);
    }
  }

  public static FileHash of(byte[] content) {
    return of(sha256().digest(content), 32);
  }

  /** From a finished digest, for who reads a stream. */
  public static FileHash of(MessageDigest finished) {
    return of(finished.digest(), 32);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static FileHash of(byte[] digest, int length) {
    return new FileHash(HexFormat.of().formatHex(digest, 0, length));
  }

  @Override
  public String toString() {
    return hex;
  }
}
