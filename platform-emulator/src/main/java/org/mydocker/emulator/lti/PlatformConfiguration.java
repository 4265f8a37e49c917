package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;

/** The OpenID configuration with the LTI platform's part: what dynamic registration reads first. */
public final class PlatformConfiguration {
  private static final List<String> VARIABLES =
      List.of(
          "Context.id",
          "Context.title",
          "Context.label",
          "Context.id.history",
          "CourseSection.title",
          "CourseSection.label",
          "CourseSection.timeFrame.begin",
          "CourseSection.timeFrame.end",
          "ResourceLink.id",
          "ResourceLink.title",
          "ResourceLink.description",
          "User.id",
          "User.username",
          "Person.name.full",
          "Person.email.primary",
          "Person.sourcedId",
          "Membership.role",
          "Moodle.Person.userGroupIds");

  private final Site site;

  public PlatformConfiguration(Site site) {
    this.site = site;
  }

  public Response answer(Request request) {
    ObjectNode configuration = Json.object();
    configuration.put("issuer", site.issuer());
    configuration.put("token_endpoint", site.token());
    configuration.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
    configuration.putArray("token_endpoint_auth_signing_alg_values_supported").add("RS256");
    configuration.put("jwks_uri", site.certs());
    configuration.put("authorization_endpoint", site.auth());
    configuration.put("registration_endpoint", site.registration());
    List<String> scopes = new ArrayList<>(Scopes.ALL);
    scopes.add("openid");
    configuration.set("scopes_supported", Json.of(scopes));
    configuration.putArray("response_types_supported").add("id_token");
    configuration.putArray("subject_types_supported").add("public").add("pairwise");
    configuration.putArray("id_token_signing_alg_values_supported").add("RS256");
    configuration.set(
        "claims_supported",
        Json.of(List.of("sub", "iss", "name", "given_name", "family_name", "email")));
    ObjectNode platform =
        configuration.putObject("https://purl.imsglobal.org/spec/lti-platform-configuration");
    platform.put("product_family_code", "moodle").put("version", "5.1+ (emulated)");
    platform
        .putArray("messages_supported")
        .add(Json.object().put("type", "LtiResourceLinkRequest"))
        .add(
            Json.object()
                .put("type", "LtiDeepLinkingRequest")
                .set("placements", Json.of(List.of("ContentArea"))));
    platform.set("variables", Json.of(VARIABLES));
    return Response.json(configuration.toPrettyString());
  }
}
