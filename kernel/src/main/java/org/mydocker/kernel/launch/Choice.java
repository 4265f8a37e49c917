package org.mydocker.kernel.launch;

/** One line of the deep-linking picker. */
public sealed interface Choice {

  /** Picks something that exists: one click answers the platform. */
  record Existing(ContentItem.ResourceLink item, String description) implements Choice {}

  /**
   * Leads to a page of the module that makes something new and then answers through {@link
   * DeepLinking#answer}.
   *
   * @param labelKey the message that names it
   * @param path inside the visit; the deep-linking id is appended as query parameter {@code
   *     deep_linking}
   */
  record New(String labelKey, String path) implements Choice {}
}
