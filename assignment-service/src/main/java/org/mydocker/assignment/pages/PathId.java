package org.mydocker.assignment.pages;

import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/** An id in an address; one that is none is answered like one that does not exist. */
public record PathId(String text) {

  /** For JAX-RS. */
  public static PathId valueOf(String text) {
    return new PathId(text);
  }

  ActivityId activity() {
    try {
      return ActivityId.of(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Reason.OTHER_COURSE);
    }
  }

  PersonId person() {
    try {
      return PersonId.of(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Refused.Reason.OTHER_COURSE);
    }
  }
}
