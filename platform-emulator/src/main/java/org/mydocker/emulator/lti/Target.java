package org.mydocker.emulator.lti;

/** Where an activity opens: the document_target of the token and Moodle's container number. */
public enum Target {
  IFRAME("iframe", 3),
  WINDOW("window", 4),
  FRAME("frame", 5);

  private final String documentTarget;
  private final int container;

  Target(String documentTarget, int container) {
    this.documentTarget = documentTarget;
    this.container = container;
  }

  public String documentTarget() {
    return documentTarget;
  }

  int container() {
    return container;
  }
}
