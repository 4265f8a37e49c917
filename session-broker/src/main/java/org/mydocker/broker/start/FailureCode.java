package org.mydocker.broker.start;

import java.util.Locale;

/**
 * All that a start can fail of (START-06); there is no code beside these. Each has a sentence for
 * the student, one for the teacher and one for the administrator: the messages {@code
 * start.CODE.student}, {@code .teacher}, {@code .administrator}.
 */
public enum FailureCode {
  IMAGE_NOT_FOUND,
  REGISTRY_REFUSED,
  PULL_TIMEOUT,
  DISK_FULL,
  NO_CAPACITY,
  QUOTA_EXCEEDED,
  PORT_NEVER_OPENED,
  EXITED_AT_START,
  OUT_OF_MEMORY_AT_START,
  ENGINE_UNAVAILABLE,
  ENGINE_REFUSED,
  HOME_UNAVAILABLE,
  NETWORK_UNAVAILABLE,
  /** The environment asks for a network policy that nothing here keeps a session to. */
  NETWORK_NOT_ENFORCED,
  /** A volume of data that the environment names is not there, or not offered. */
  DATA_UNAVAILABLE,
  /** It needs more than every session has, and no administrator allowed that (ENG-06). */
  PERMISSION_MISSING,
  /** Each port that the gateway has for sessions is another session's. */
  NO_PORT_FREE,
  /** Who has the activity's files does not give them. */
  FILES_REFUSED,
  /** A defect of ours. */
  BROKEN;

  /** As it is written in rows, messages and metrics: {@code image-not-found}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
