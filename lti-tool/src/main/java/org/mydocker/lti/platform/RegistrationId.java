package org.mydocker.lti.platform;

import java.util.Objects;
import java.util.UUID;

/** Our own name of one (issuer, client id). Random, never derived from what a platform sent. */
public record RegistrationId(UUID value) {

  public RegistrationId {
    Objects.requireNonNull(value);
  }

  public static RegistrationId random() {
    return new RegistrationId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static RegistrationId of(String text) {
    return new RegistrationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
