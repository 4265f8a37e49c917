package org.mydocker.lti.login;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.platform.Registration;

/**
 * A login or a launch that goes no further. Every reason has its code, its status and its sentences
 * in French and English (OPS-05); none carries anything of the token (TOK-22).
 */
public final class LaunchRejected extends Refusal {

  private final Reason reason;
  private final transient Optional<Registration> registration;

  public LaunchRejected(Reason reason) {
    this(reason, Map.of(), Optional.empty());
  }

  public LaunchRejected(Reason reason, Map<String, String> facts) {
    this(reason, facts, Optional.empty());
  }

  private LaunchRejected(
      Reason reason, Map<String, String> facts, Optional<Registration> registration) {
    super(reason.code(), reason.status, facts);
    this.reason = reason;
    this.registration = registration;
  }

  /** The same, for a launch that is known to be of this registration. */
  public LaunchRejected of(Registration platform) {
    LaunchRejected known = new LaunchRejected(reason, facts(), Optional.of(platform));
    known.initCause(this);
    return known;
  }

  public Reason reason() {
    return reason;
  }

  public Optional<Registration> registration() {
    return registration;
  }

  @Override
  public Optional<URI> framedBy() {
    return registration.map(Registration::origin);
  }

  /** Why, with the status to answer. */
  public enum Reason {
    WRONG_METHOD(405),
    WRONG_CONTENT_TYPE(415),
    TOO_LARGE(413),
    MALFORMED(400),
    TOO_MANY(429),
    INITIATION_INCOMPLETE(400),
    REGISTRATION_UNKNOWN(400),
    REGISTRATION_AMBIGUOUS(400),
    REGISTRATION_PENDING(403),
    REGISTRATION_SUSPENDED(403),
    TARGET_FOREIGN(400),
    STATE_MISSING(401),
    STATE_INVALID(401),
    STATE_EXPIRED(401),
    BROWSER_MISMATCH(401),
    PLATFORM_INVALID_REQUEST(400),
    PLATFORM_INVALID_SCOPE(400),
    PLATFORM_UNSUPPORTED_RESPONSE_TYPE(400),
    PLATFORM_UNAUTHORIZED_CLIENT(403),
    PLATFORM_ACCESS_DENIED(403),
    PLATFORM_LOGIN_REQUIRED(401),
    PLATFORM_ERROR(400),
    TOKEN_MISSING(401),
    TOKEN_MALFORMED(400),
    ALGORITHM(401),
    HEADER_EXTENSION(401),
    TOKEN_TYPE(401),
    KID_MISSING(401),
    KID_UNKNOWN(401),
    KEY_UNFIT(401),
    KEYS_UNAVAILABLE(503),
    SIGNATURE(401),
    ISSUER(401),
    AUDIENCE(401),
    AUTHORIZED_PARTY(401),
    TIMES(401),
    EXPIRED(401),
    TOO_OLD(401),
    NOT_YET(401),
    NONCE(401),
    REPLAYED(401),
    VERSION(400),
    MESSAGE_TYPE(400),
    DEPLOYMENT_MISSING(400),
    DEPLOYMENT_MISMATCH(403),
    DEPLOYMENT_UNKNOWN(403),
    DEPLOYMENT_SUSPENDED(403),
    TARGET_MISSING(400),
    RESOURCE_LINK_MISSING(400),
    ROLES_MISSING(400),
    SUBJECT(400),
    CONTEXT(400),
    PERSON_SUSPENDED(403),
    COURSE_NEEDED(400),
    DESTINATION_UNKNOWN(404),
    HELD_GONE(410),
    DEEP_LINKING_SETTINGS(400),
    DEEP_LINKING_RETURN(400),
    DEEP_LINKING_ROLE(403);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    public String code() {
      return "lti." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
