package org.mydocker.lti.deeplink;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Json;

/**
 * What the platform wants of the answer (DL-01). The return address is kept as it came, checked to
 * be of the platform's own origin (DL-03); {@code data} is echoed and never read (DL-05).
 *
 * @param autoCreate the platform adds what is chosen without asking again
 */
public record DeepLinkingSettings(
    String returnUrl, Optional<String> data, Acceptance accepts, boolean autoCreate) {

  private static final int MOST_DATA_BYTES = 100_000;
  private static final int MOST_URL_CHARS = 4000;
  private static final int MOST_MEDIA_CHARS = 1000;

  /** Throws {@link LaunchRejected} when the claim is not complete or leads elsewhere. */
  public static DeepLinkingSettings of(Json claim, Registration registration) {
    List<String> types = claim.texts("accept_types").orElseThrow(DeepLinkingSettings::incomplete);
    List<String> targets =
        claim
            .texts("accept_presentation_document_targets")
            .orElseThrow(DeepLinkingSettings::incomplete);
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
        new Acceptance(
            known(types, Acceptance.TYPES),
            claim.truth("accept_multiple").orElse(false),
            mediaTypes(claim),
            known(targets, Acceptance.TARGETS),
            claim
                .truth("accept_lineitem")
                .orElse(registration.profile().takesLineItemsUndeclared())),
        claim.truth("auto_create").orElse(false));
  }

  private static Set<String> known(List<String> said, Set<String> all) {
    return all.stream().filter(said::contains).collect(Collectors.toSet());
  }

  /** A list with commas in it, as the specification has it; some send an array. */
  private static List<String> mediaTypes(Json claim) {
    List<String> said =
        claim
            .texts("accept_media_types")
            .or(() -> claim.text("accept_media_types").map(text -> List.of(text.split(","))))
            .orElse(List.of());
    List<String> kept = new ArrayList<>();
    int chars = 0;
    for (String type : Acceptance.mediaTypes(said)) {
      chars += type.length() + 1;
      if (chars <= MOST_MEDIA_CHARS) {
        kept.add(type);
      }
    }
    return kept;
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
