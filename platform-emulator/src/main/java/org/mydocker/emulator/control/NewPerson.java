package org.mydocker.emulator.control;

import org.mydocker.emulator.campus.Standing;

/** A person to add, or to change: null members stay as they are, or get a made-up value. */
public record NewPerson(
    String sub,
    String username,
    String givenName,
    String familyName,
    String locale,
    Standing standing,
    Boolean enrolled) {}
