package org.mydocker.kernel.people;

import java.util.Objects;
import java.util.UUID;

/**
 * One institution: the owner of one or more registrations. Nothing crosses tenants. Random, never
 * derived from anything that a platform sent.
 */
public record TenantId(UUID value) {

  public TenantId {
    Objects.requireNonNull(value);
  }

  public static TenantId random() {
    return new TenantId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static TenantId of(String text) {
    return new TenantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
