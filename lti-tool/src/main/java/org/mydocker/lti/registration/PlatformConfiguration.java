package org.mydocker.lti.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.registration.RegistrationRefused.Reason;
import org.mydocker.lti.wire.Json;

/**
 * A platform's OpenID configuration, checked (DYN-04, DYN-05). That its addresses may be called is
 * checked by who calls them.
 *
 * @param scopes those it supports; empty where it does not say
 * @param variables custom parameter variables that it substitutes
 */
record PlatformConfiguration(
    String issuer,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    URI jwksUri,
    URI registrationEndpoint,
    Optional<String> tokenAudience,
    Set<String> scopes,
    Set<String> variables,
    Set<String> messages,
    String productFamily,
    String productVersion) {

  private static final String PLATFORM =
      "https://purl.imsglobal.org/spec/lti-platform-configuration";

  static PlatformConfiguration of(Json json, URI address, boolean development) {
    String issuer = json.filled("issuer").orElseThrow(() -> invalid("issuer"));
    URI issuerAddress = uri(issuer, "issuer", development);
    if (!issuerAddress.getHost().equalsIgnoreCase(address.getHost())) {
      throw new RegistrationRefused(Reason.ISSUER_HOST, PlainText.cleaned(issuer, 200).orElse("?"));
    }
    requireListed(json, "id_token_signing_alg_values_supported", "RS256");
    requireListed(json, "token_endpoint_auth_methods_supported", "private_key_jwt");
    Json platform = json.object(PLATFORM).orElse(new Json(java.util.Map.of()));
    return new PlatformConfiguration(
        issuer,
        endpoint(json, "authorization_endpoint", development),
        endpoint(json, "token_endpoint", development),
        endpoint(json, "jwks_uri", development),
        endpoint(json, "registration_endpoint", development),
        json.filled("authorization_server"),
        Set.copyOf(json.texts("scopes_supported").orElse(List.of())),
        Set.copyOf(platform.texts("variables").orElse(List.of())),
        Set.copyOf(
            platform.objects("messages_supported").stream()
                .flatMap(m -> m.filled("type").stream())
                .toList()),
        cleaned(platform, "product_family_code"),
        cleaned(platform, "version"));
  }

  /** The addresses that this server itself would call or send browsers to. */
  List<URI> endpoints() {
    return List.of(authorizationEndpoint, tokenEndpoint, jwksUri, registrationEndpoint);
  }

  private static void requireListed(Json json, String list, String value) {
    if (json.texts(list).filter(values -> !values.contains(value)).isPresent()) {
      throw new RegistrationRefused(Reason.NOT_SUPPORTED, value);
    }
  }

  private static URI endpoint(Json json, String name, boolean development) {
    return uri(json.filled(name).orElseThrow(() -> invalid(name)), name, development);
  }

  private static URI uri(String text, String name, boolean development) {
    try {
      URI address = new URI(text);
      if (text.length() <= 1000
          && Origins.acceptable(address, development)
          && address.getFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw (RegistrationRefused) invalid(name).initCause(e);
    }
    throw invalid(name);
  }

  private static String cleaned(Json platform, String name) {
    return platform.filled(name).flatMap(v -> PlainText.cleaned(v, 100)).orElse("");
  }

  private static RegistrationRefused invalid(String field) {
    return new RegistrationRefused(Reason.CONFIGURATION_INVALID, field);
  }
}
