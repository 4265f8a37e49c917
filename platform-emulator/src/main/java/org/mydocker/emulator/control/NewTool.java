package org.mydocker.emulator.control;

import java.util.List;
import java.util.Map;
import org.mydocker.emulator.lti.Scopes;

/**
 * A tool to register by hand. Null members mean: scopes all, custom none, names and e-mail shared,
 * active at once, deep linking to the tool URL.
 */
public record NewTool(
    String name,
    String toolUrl,
    String initiateLoginUri,
    List<String> redirectUris,
    String jwksUri,
    String clientId,
    List<String> scopes,
    Map<String, String> custom,
    Boolean names,
    Boolean email,
    Boolean active,
    Boolean deepLinking,
    String deepLinkingUrl) {

  public NewTool {
    redirectUris = redirectUris == null ? List.of() : List.copyOf(redirectUris);
    scopes = scopes == null ? Scopes.ALL : List.copyOf(scopes);
    custom = custom == null ? Map.of() : custom;
  }

  public static NewTool of(
      String name, String toolUrl, String initiateLoginUri, String redirectUri, String jwksUri) {
    return new NewTool(
        name,
        toolUrl,
        initiateLoginUri,
        List.of(redirectUri),
        jwksUri,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
