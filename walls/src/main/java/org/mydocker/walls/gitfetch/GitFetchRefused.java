package org.mydocker.walls.gitfetch;

import java.util.Locale;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundRefused;

/** A fetch that brought nothing; the repository is as it was. Never holds a token. */
public final class GitFetchRefused extends RuntimeException {
  /** Why; {@link #code} is the name that clients see. */
  public enum Reason {
    /** The URL is none, is not https, or holds a name or password. */
    URL,
    /** The host has an address that may not be called. */
    ADDRESS,
    /** The server sends us to another host. */
    REDIRECT,
    /** The server is not there, fails, or is not trusted. */
    UNREACHABLE,
    /** No repository there. */
    NOT_FOUND,
    /** A token is needed, or this one is not good enough. */
    AUTHENTICATION,
    /** What answers is not a Git server that we can talk to. */
    NOT_GIT,
    /** The repository has no commit yet. */
    EMPTY,
    /** There is no such branch or tag, or it names no commit. */
    BRANCH_EXIST,
    /** No branch was asked for, and the server names no default. */
    BRANCH_RESOLVE,
    TOO_LARGE,
    TIMEOUT,
    /** Objects that are malformed, missing or dangerous. */
    OBJECTS;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;
  private final String detail;

  GitFetchRefused(Reason reason, String detail, Throwable cause) {
    super(reason.code() + ": " + detail, cause);
    this.reason = reason;
    this.detail = detail;
  }

  GitFetchRefused(Reason reason, String detail) {
    this(reason, detail, null);
  }

  static GitFetchRefused of(OutboundRefused refused) {
    Reason reason =
        switch (refused.reason()) {
          case ADDRESS -> Reason.ADDRESS;
          case REDIRECT -> Reason.REDIRECT;
          default -> Reason.URL;
        };
    return new GitFetchRefused(reason, String.valueOf(refused.getMessage()), refused);
  }

  static GitFetchRefused of(OutboundFailed failed) {
    Reason reason =
        switch (failed.reason()) {
          case TIMEOUT -> Reason.TIMEOUT;
          case TOO_LARGE -> Reason.TOO_LARGE;
          default -> Reason.UNREACHABLE;
        };
    return new GitFetchRefused(reason, String.valueOf(failed.getMessage()), failed);
  }

  public Reason reason() {
    return reason;
  }

  public String detail() {
    return detail;
  }
}
