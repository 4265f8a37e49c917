package org.mydocker.emulator.campus;

import java.util.List;

/**
 * An external tool as Moodle keeps it; {@code id} is Moodle's type id and so the deployment id. An
 * empty {@code deepLinkingUrl} means the tool URL. {@code custom} are key=value lines. A tool
 * arrives pending (not active) by dynamic registration.
 */
public record Tool(
    String id,
    String clientId,
    String name,
    String description,
    String domain,
    String toolUrl,
    String initiateLoginUri,
    List<String> redirectUris,
    String jwksUri,
    List<String> scopes,
    String custom,
    boolean sendsNames,
    boolean sendsEmail,
    boolean deepLinking,
    String deepLinkingUrl,
    boolean active) {

  public Tool {
    redirectUris = List.copyOf(redirectUris);
    scopes = List.copyOf(scopes);
  }

  public Tool activated() {
    return with(scopes, true);
  }

  public Tool granted(List<String> others) {
    return with(others, active);
  }

  public Tool customized(String lines) {
    return with(scopes, active, lines);
  }

  private Tool with(List<String> others, boolean nowActive) {
    return with(others, nowActive, custom);
  }

  private Tool with(List<String> others, boolean nowActive, String lines) {
    return new Tool(
        id,
        clientId,
        name,
        description,
        domain,
        toolUrl,
        initiateLoginUri,
        redirectUris,
        jwksUri,
        others,
        lines,
        sendsNames,
        sendsEmail,
        deepLinking,
        deepLinkingUrl,
        nowActive);
  }
}
