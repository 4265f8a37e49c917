package org.mydocker.lti.launch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.lti.deeplink.DeepLinkingSettings;
import org.mydocker.lti.people.Arrival;

/**
 * The LTI claims of a verified token, read and checked (lti.md 1.4).
 *
 * @param custom values that are texts and were substituted (MSG-12)
 * @param deepLinking present for a deep-linking request, and only then
 */
record LtiMessage(
    String deploymentId,
    String sub,
    Arrival.Names names,
    List<String> roles,
    Optional<Arrival.Context> context,
    Optional<Arrival.Link> link,
    Map<String, String> custom,
    Shown shown,
    Optional<Product> product,
    Optional<DeepLinkingSettings> deepLinking) {

  /**
   * The launch_presentation claim (MSG-13).
   *
   * @param target {@code iframe}, {@code window} or something that says nothing
   */
  record Shown(Optional<String> target, Optional<Locale> locale, Optional<URI> returnUrl) {}

  /** The tool_platform claim. */
  record Product(String family, String version, Optional<String> guid, Optional<String> name) {}
}
