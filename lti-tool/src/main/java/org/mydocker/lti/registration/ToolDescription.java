package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.platform.PersonalData;
import org.mydocker.lti.platform.Registration;

/**
 * How we describe ourselves to a platform that registers us (DYN-06..08): our addresses, the
 * messages that we take, no more claims than the institution wants, and of scopes and variables
 * only what the platform knows.
 */
@Singleton
class ToolDescription {

  static final String RESOURCE_LINK = "LtiResourceLinkRequest";
  static final String DEEP_LINKING = "LtiDeepLinkingRequest";

  private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";

  private static final Map<String, String> VARIABLES = variables();

  private final OwnAddresses addresses;
  private final String name;

  @Inject
  ToolDescription(
      OwnAddresses addresses,
      @ConfigProperty(name = "mydocker.lti.name", defaultValue = "myDocker") String name) {
    this.addresses = addresses;
    this.name = name;
  }

  Map<String, Object> registration(PlatformConfiguration platform, PersonalData wanted) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("application_type", "web");
    body.put("response_types", List.of("id_token"));
    body.put("grant_types", List.of("implicit", "client_credentials"));
    body.put("initiate_login_uri", addresses.at(OwnAddresses.LOGIN).toString());
    body.put("redirect_uris", List.of(addresses.launch().toString()));
    body.put("client_name", name);
    body.put("jwks_uri", addresses.at(OwnAddresses.KEYS).toString());
    body.put("token_endpoint_auth_method", "private_key_jwt");
    body.put("scope", String.join(" ", scopes(platform)));
    body.put(TOOL, tool(platform, wanted));
    return body;
  }

  private Map<String, Object> tool(PlatformConfiguration platform, PersonalData wanted) {
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("domain", addresses.launch().getAuthority());
    tool.put("target_link_uri", addresses.launch().toString());
    tool.put("description", name);
    tool.put("claims", claims(wanted));
    tool.put("custom_parameters", custom(platform.variables()));
    tool.put("messages", List.of(message(RESOURCE_LINK), message(DEEP_LINKING)));
    return tool;
  }

  private Map<String, Object> message(String type) {
    return Map.of("type", type, "target_link_uri", addresses.launch().toString(), "label", name);
  }

  private static List<String> claims(PersonalData wanted) {
    List<String> claims = new ArrayList<>(List.of("iss", "sub"));
    if (wanted.names()) {
      claims.addAll(List.of("name", "given_name", "family_name"));
    }
    if (wanted.emails()) {
      claims.add("email");
    }
    return claims;
  }

  private static List<String> scopes(PlatformConfiguration platform) {
    return Registration.SCOPES.stream()
        .filter(s -> platform.scopes().isEmpty() || platform.scopes().contains(s))
        .toList();
  }

  private static Map<String, String> custom(Set<String> known) {
    Map<String, String> custom = new LinkedHashMap<>(VARIABLES);
    custom.values().removeIf(variable -> !known.contains(variable.substring(1)));
    return custom;
  }

  /** The custom parameters as an administrator types them in: a line each (DYN-13). */
  static List<String> customLines() {
    return VARIABLES.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private static Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("context_id_history", "$Context.id.history");
    variables.put("course_start", "$CourseSection.timeFrame.begin");
    variables.put("course_end", "$CourseSection.timeFrame.end");
    variables.put("group_ids", "$Moodle.Person.userGroupIds");
    return variables;
  }
}
