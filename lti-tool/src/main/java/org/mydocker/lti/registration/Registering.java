package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.registration.RegistrationRefused.Reason;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundRefused;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.SafeRequest;
import org.mydocker.walls.http.SafeResponse;

/**
 * Registers us at a platform that came with an invitation (DYN-01..10): reads its configuration,
 * asks it for a client, and keeps what it granted. Nothing of ours is written before the platform
 * has said yes; until then a failed attempt costs the invitation nothing.
 */
@Singleton
class Registering {

  private static final Duration LOOK_UP = Duration.ofSeconds(5);
  private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static final int MOST_TOKEN_CHARS = 8192;

  private final Invitations invitations;
  private final AddingRegistrations adding;
  private final ToolDescription tool;
  private final OwnAddresses addresses;
  private final SafeHttp http;

  @Inject
  Registering(
      Invitations invitations,
      AddingRegistrations adding,
      ToolDescription tool,
      OwnAddresses addresses,
      SafeHttp http) {
    this.invitations = invitations;
    this.adding = adding;
    this.tool = tool;
    this.addresses = addresses;
    this.http = http;
  }

  /**
   * @param configuration the {@code openid_configuration} that the platform sent
   * @param token the {@code registration_token}, opaque
   */
  Registration register(String code, String configuration, Optional<String> token) {
    Invitation invitation = invitations.claim(code);
    boolean registered = false;
    try {
      Registration registration = registerAt(invitation, address(configuration), token);
      registered = true;
      return registration;
    } finally {
      if (!registered) {
        invitations.giveBack(invitation);
      }
    }
  }

  private Registration registerAt(Invitation invitation, URI address, Optional<String> token) {
    try {
      return register(invitation, address, token);
    } catch (RegistrationRefused e) {
      throw e.shownTo(Origins.of(address));
    }
  }

  private URI address(String configuration) {
    try {
      URI address = new URI(configuration);
      if (Origins.acceptable(address, addresses.development())) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw caused(
          Reason.ADDRESS_FORBIDDEN, "openid_configuration", new Malformed("no address", e));
    }
    throw new RegistrationRefused(Reason.ADDRESS_FORBIDDEN, "openid_configuration");
  }

  private Registration register(Invitation invitation, URI address, Optional<String> token) {
    PlatformConfiguration platform =
        PlatformConfiguration.of(
            read(
                SafeRequest.get(address).withHeader("Accept", "application/json"), "configuration"),
            address,
            addresses.development());
    platform.endpoints().forEach(this::requireCallable);
    Json granted = ask(platform, token);
    String clientId =
        granted
            .text("client_id")
            .filter(id -> !id.isEmpty() && id.length() <= 255)
            .orElseThrow(() -> new RegistrationRefused(Reason.ANSWER_INVALID, "client_id"));
    Optional<String> deployment =
        granted.object(TOOL).flatMap(t -> t.filled("deployment_id")).filter(d -> d.length() <= 255);
    Set<String> scopes =
        Set.copyOf(
            List.of(granted.filled("scope").orElse("").strip().split("\\s+")).stream()
                .filter(s -> s.startsWith("https://purl.imsglobal.org/spec/"))
                .distinct()
                .toList());
    return adding.add(invitation, platform, clientId, scopes, deployment);
  }

  private Json ask(PlatformConfiguration platform, Optional<String> token) {
    SafeRequest request =
        SafeRequest.post(
                platform.registrationEndpoint(),
                "application/json",
                StrictJson.bytes(tool.registration(platform)))
            .withHeader("Accept", "application/json");
    return read(
        token
            .filter(t -> t.length() <= MOST_TOKEN_CHARS)
            .map(t -> request.withHeader("Authorization", "Bearer " + t))
            .orElse(request),
        "registration");
  }

  private Json read(SafeRequest request, String what) {
    SafeResponse reply = send(request, what);
    if (reply.status() < 200 || reply.status() >= 300) {
      boolean configuration = what.equals("configuration");
      throw new RegistrationRefused(
          configuration ? Reason.ADDRESS_UNREACHABLE : Reason.PLATFORM_DECLINED,
          reply.status() + " " + PlainText.cleaned(reply.text(), 120).orElse(""));
    }
    try {
      return StrictJson.object(reply.body());
    } catch (Malformed e) {
      boolean configuration = what.equals("configuration");
      throw caused(configuration ? Reason.CONFIGURATION_INVALID : Reason.ANSWER_INVALID, "JSON", e);
    }
  }

  private SafeResponse send(SafeRequest request, String what) {
    try {
      return http.send(request);
    } catch (OutboundRefused e) {
      throw caused(Reason.ADDRESS_FORBIDDEN, what, e);
    } catch (OutboundFailed e) {
      throw caused(Reason.ADDRESS_UNREACHABLE, what, e);
    }
  }

  private void requireCallable(URI endpoint) {
    try {
      http.destination(endpoint, LOOK_UP);
    } catch (OutboundRefused e) {
      throw caused(Reason.ADDRESS_FORBIDDEN, endpoint.getHost(), e);
    } catch (OutboundFailed e) {
      throw caused(Reason.ADDRESS_UNREACHABLE, endpoint.getHost(), e);
    }
  }

  private static RegistrationRefused caused(Reason reason, String field, RuntimeException cause) {
    RegistrationRefused refused = new RegistrationRefused(reason, field);
    refused.initCause(cause);
    return refused;
  }
}
