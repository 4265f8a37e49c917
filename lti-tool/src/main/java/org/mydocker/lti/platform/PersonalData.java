package org.mydocker.lti.platform;

/**
 * What of its people an institution wants to know from its platform (DYN-07). That somebody is one
 * and the same person comes with every launch; all else only where it is wanted.
 */
public record PersonalData(boolean names, boolean emails) {

  /** Graders tell people by their names; nothing needs an e-mail address. */
  public static final PersonalData LEAST = new PersonalData(true, false);
}
