package org.mydocker.web.backup;

/** A restore that does not happen; the message is one sentence for the operator. */
public final class RestoreRefused extends RuntimeException {

  RestoreRefused(String sentence) {
    super(sentence);
  }
}
