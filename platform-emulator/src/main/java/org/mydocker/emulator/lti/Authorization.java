package org.mydocker.emulator.lti;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Html;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;

/**
 * The authorization endpoint (lti.md section 2, "auth.php"), by GET or POST. An error goes to the
 * redirect_uri if that is one of the client's, exactly; otherwise the browser sees a page. The
 * launch record is used up by the first request that names it, good or not.
 */
public final class Authorization {

  private static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String error;

    Denied(String error, String description) {
      super(description);
      this.error = error;
    }
  }

  private final Campus campus;
  private final Launches launches;
  private final LaunchClaims claims;
  private final PlatformKeys keys;

  public Authorization(Campus campus, Launches launches, LaunchClaims claims, PlatformKeys keys) {
    this.campus = campus;
    this.launches = launches;
    this.claims = claims;
    this.keys = keys;
  }

  public Response answer(Request request) {
    Optional<Launch> launch = launchId(request).flatMap(launches::take);
    String redirect = request.value("redirect_uri");
    boolean known =
        campus
            .toolOfClient(request.value("client_id"))
            .or(() -> launch.map(Launch::tool))
            .map(Tool::redirectUris)
            .filter(uris -> uris.contains(redirect))
            .isPresent();
    if (!known) {
      throw new Refusal(404, "invalidrequest: the redirect_uri is not one of the tool's");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    try {
      fields.put(
          "id_token", keys.sign(claims.of(granted(request, launch), request.value("nonce"))));
    } catch (Denied e) {
      fields.put("error", e.error);
      if (!e.getMessage().isEmpty()) {
        fields.put("error_description", e.getMessage());
      }
    }
    request.parameter("state").ifPresent(state -> fields.put("state", state));
    return Html.selfPosting(redirect, fields);
  }

  private static Launch granted(Request request, Optional<Launch> record) {
    for (String name :
        new String[] {"scope", "response_type", "client_id", "login_hint", "nonce"}) {
      require(!request.value(name).isEmpty(), "invalid_request", "Missing " + name);
    }
    require(launchId(request).isPresent(), "invalid_request", "No launch id in LTI hint");
    require(request.value("scope").equals("openid"), "invalid_scope", "");
    require(request.value("response_type").equals("id_token"), "unsupported_response_type", "");
    Launch launch =
        record.orElseThrow(
            () -> new Denied("invalid_request", "The launch is unknown or was used already"));
    require(request.value("client_id").equals(launch.tool().clientId()), "unauthorized_client", "");
    require(request.value("login_hint").equals(launch.person().sub()), "access_denied", "");
    String mode = request.value("response_mode");
    require(!mode.isEmpty(), "invalid_request", "Missing response_mode");
    require(mode.equals("form_post"), "invalid_request", "Invalid response_mode");
    String prompt = request.value("prompt");
    require(prompt.isEmpty() || prompt.equals("none"), "invalid_request", "Invalid prompt");
    return launch;
  }

  private static void require(boolean fine, String error, String description) {
    if (!fine) {
      throw new Denied(error, description);
    }
  }

  private static Optional<String> launchId(Request request) {
    try {
      return Optional.of(Json.read(request.value("lti_message_hint")).path("launchid").asText())
          .filter(id -> !id.isEmpty());
    } catch (Refusal notJson) {
      return Optional.empty();
    }
  }
}
