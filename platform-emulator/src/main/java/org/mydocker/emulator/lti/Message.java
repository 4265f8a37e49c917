package org.mydocker.emulator.lti;

/** The LTI messages that this platform sends. */
public enum Message {
  RESOURCE_LINK("LtiResourceLinkRequest"),
  DEEP_LINKING("LtiDeepLinkingRequest"),
  SUBMISSION_REVIEW("LtiSubmissionReviewRequest");

  private final String type;

  Message(String type) {
    this.type = type;
  }

  public String type() {
    return type;
  }
}
