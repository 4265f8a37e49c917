package org.mydocker.lti.registration;

import java.util.List;
import java.util.Optional;
import org.mydocker.lti.platform.Registration;

/**
 * What a platform said when it registered a client again that is known (DYN-12). It counts for
 * nothing until an administrator has confirmed it.
 *
 * @param changed the registration as it would be
 * @param deployment one that the platform named and that is not known yet
 * @param fingerprint of all this: an administrator confirms what was read and nothing else
 */
public record Change(Registration changed, Optional<String> deployment, String fingerprint) {

  /**
   * One thing that would be another: a key of the page's messages, what it is, what it would be.
   */
  public record Difference(String what, String now, String then) {}

  /** What would be different from how the registration is. */
  public List<Difference> from(Registration now) {
    return List.of(
            new Difference(
                "authorizationEndpoint",
                now.authorizationEndpoint().toString(),
                changed.authorizationEndpoint().toString()),
            new Difference(
                "tokenEndpoint",
                now.tokenEndpoint().toString(),
                changed.tokenEndpoint().toString()),
            new Difference("tokenAudience", now.tokenAudience(), changed.tokenAudience()),
            new Difference("jwksUrl", now.jwksUrl().toString(), changed.jwksUrl().toString()),
            new Difference("registrationEndpoint", registering(now), registering(changed)),
            new Difference("scopes", words(now.scopes()), words(changed.scopes())),
            new Difference("messages", words(now.messages()), words(changed.messages())),
            new Difference("product", product(now), product(changed)),
            new Difference("deploymentId", "", deployment.orElse("")))
        .stream()
        .filter(difference -> !difference.now.equals(difference.then))
        .toList();
  }

  private static String registering(Registration registration) {
    return registration.registrationEndpoint().map(Object::toString).orElse("");
  }

  private static String product(Registration registration) {
    return (registration.productFamily() + " " + registration.productVersion()).strip();
  }

  private static String words(java.util.Set<String> words) {
    return String.join(" ", new java.util.TreeSet<>(words));
  }
}
