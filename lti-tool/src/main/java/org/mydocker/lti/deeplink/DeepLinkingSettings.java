package org.mydocker.lti.deeplink;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Json;

/**
 * What the platform wants of the answer (DL-01). The return address is kept as it came, checked to
 * be of the platform's own origin (DL-03); {@code data} is echoed and never read (DL-05).
 */
public record DeepLinkingSettings(
    String returnUrl,
    Optional<String> data,
    boolean acceptsLinks,
    boolean acceptMultiple,
    boolean acceptLineItem) {

  private static final int MOST_DATA_BYTES = 100_000;
  private static final int MOST_URL_CHARS = 4000;

  /** Throws {@link LaunchRejected} when the claim is not complete or leads elsewhere. */
  public static DeepLinkingSettings of(Json claim, Registration registration) {
    List<String> types = claim.texts("accept_types").orElseThrow(DeepLinkingSettings::incomplete);
    if (claim.texts("accept_presentation_document_targets").isEmpty()) {
      throw incomplete();
    }
    String returnUrl =
        claim.filled("deep_link_return_url").orElseThrow(DeepLinkingSettings::incomplete);
    requirePlatforms(returnUrl, registration);
    Optional<String> data = claim.text("data");
    if (data.filter(d -> d.getBytes(StandardCharsets.UTF_8).length > MOST_DATA_BYTES).isPresent()) {
      throw new LaunchRejected(Reason.TOO_LARGE);
    }
    return new DeepLinkingSettings(
        returnUrl,
        data,
        types.contains("ltiResourceLink"),
        claim.truth("accept_multiple").orElse(false),
        claim.truth("accept_lineitem").orElse(registration.profile().takesLineItemsUndeclared()));
  }

  private static void requirePlatforms(String returnUrl, Registration registration) {
    boolean fine = false;
    try {
      URI address = new URI(returnUrl);
      fine =
          returnUrl.length() <= MOST_URL_CHARS
              && (Origins.same(address, URI.create(registration.issuer()))
                  || Origins.same(address, registration.authorizationEndpoint()));
    } catch (URISyntaxException e) {
      throw (LaunchRejected) new LaunchRejected(Reason.DEEP_LINKING_RETURN).initCause(e);
    }
    if (!fine) {
      throw new LaunchRejected(Reason.DEEP_LINKING_RETURN);
    }
  }

  private static LaunchRejected incomplete() {
    return new LaunchRejected(Reason.DEEP_LINKING_SETTINGS);
  }
}
