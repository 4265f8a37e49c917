package org.mydocker.assignment.handout;

/** Whether the teacher has seen the findings and publishes all the same. */
public enum Consent {
  NOT_ASKED,
  GIVEN
}
