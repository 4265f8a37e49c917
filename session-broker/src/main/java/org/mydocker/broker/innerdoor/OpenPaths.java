package org.mydocker.broker.innerdoor;

import java.util.regex.Pattern;

/**
 * The addresses that lead through the inner door: {@code /git/...}, {@code /hand-in} and below. The
 * path must read the same to everyone: whatever a server may fold, cut or decode into another path
 * (dots, double or encoded slashes, path parameters, backslashes) is no address here.
 */
final class OpenPaths {
  private static final Pattern OPEN =
      Pattern.compile(
          "/git/[A-Za-z0-9._~%!$&'()*+,=:@/-]+|/hand-in(/[A-Za-z0-9._~%!$&'()*+,=:@/-]*)?");
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "//|/\\.{1,2}(/|$)|%(2[eEfF5]|5[cC]|3[bB]|[01][0-9a-fA-F]|7[fF])|%(?![0-9a-fA-F]{2})");

  private OpenPaths() {}

  static boolean contains(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    return OPEN.matcher(path).matches() && !AMBIGUOUS.matcher(path).find();
  }
}
