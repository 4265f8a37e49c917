package org.mydocker.lti.registration;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.problem.Refusal;

/** A registration that goes no further; nothing was registered on our side. */
public final class RegistrationRefused extends Refusal {

  private final Reason reason;
  private final transient Optional<URI> platform;

  RegistrationRefused(Reason reason) {
    this(reason, Map.of(), Optional.empty());
  }

  RegistrationRefused(Reason reason, String field) {
    this(reason, Map.of("field", field), Optional.empty());
  }

  private RegistrationRefused(Reason reason, Map<String, String> facts, Optional<URI> platform) {
    super(reason.code(), reason.status, facts);
    this.reason = reason;
    this.platform = platform;
  }

  static RegistrationRefused caused(Reason reason, String field, RuntimeException cause) {
    RegistrationRefused refused = new RegistrationRefused(reason, field);
    refused.initCause(cause);
    return refused;
  }

  /** The same, to be shown in the frame of the platform that an invitation let knock. */
  RegistrationRefused shownTo(URI origin) {
    RegistrationRefused framed = new RegistrationRefused(reason, facts(), Optional.of(origin));
    framed.initCause(this);
    return framed;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public Optional<URI> framedBy() {
    return platform;
  }

  /** Why, with the status to answer. */
  public enum Reason {
    INVITATION_UNKNOWN(403),
    INVITATION_USED(403),
    ADDRESS_FORBIDDEN(400),
    ADDRESS_UNREACHABLE(400),
    CONFIGURATION_INVALID(400),
    ISSUER_HOST(400),
    NOT_SUPPORTED(400),
    PLATFORM_DECLINED(502),
    ANSWER_INVALID(502),
    ALREADY_REGISTERED(409),
    HOSTS_UNCONFIRMED(409),
    HOST_INVALID(400),
    CHANGE_OUTDATED(409),
    FIELD_INVALID(400),
    NOT_FOUND(404);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    public String code() {
      return "lti.registration-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
