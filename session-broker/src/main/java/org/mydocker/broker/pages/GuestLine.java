package org.mydocker.broker.pages;

import java.time.Instant;
import org.mydocker.broker.guests.Guest;

/** A guest as a page shows one. */
public record GuestLine(String id, String name, String reason, Instant since, Instant until) {

  static GuestLine of(Guest guest, String name) {
    return new GuestLine(guest.id().toString(), name, guest.reason(), guest.since(), guest.until());
  }
}
