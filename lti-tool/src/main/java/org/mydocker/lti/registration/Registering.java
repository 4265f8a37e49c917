package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.people.PlainText;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.PersonalData;
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

  private static final int MOST_TOKEN_CHARS = 8192;

  private final Invitations invitations;
  private final AddingRegistrations adding;
  private final ToolDescription tool;
  private final OwnAddresses addresses;
  private final CallableAddresses callable;
  private final SafeHttp http;

  @Inject
  Registering(
      Invitations invitations,
      AddingRegistrations adding,
      ToolDescription tool,
      OwnAddresses addresses,
      CallableAddresses callable,
      SafeHttp http) {
    this.invitations = invitations;
    this.adding = adding;
    this.tool = tool;
    this.addresses = addresses;
    this.callable = callable;
    this.http = http;
  }

  /**
   * @param configuration the {@code openid_configuration} that the platform sent
   * @param token the {@code registration_token}, opaque
   */
  AddingRegistrations.Added register(String code, String configuration, Optional<String> token) {
    Invitation invitation = invitations.claim(code);
    boolean registered = false;
    try {
      AddingRegistrations.Added added = registerAt(invitation, address(configuration), token);
      registered = true;
      return added;
    } finally {
      if (!registered) {
        invitations.giveBack(invitation);
      }
    }
  }

  private AddingRegistrations.Added registerAt(
      Invitation invitation, URI address, Optional<String> token) {
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
      throw RegistrationRefused.caused(
          Reason.ADDRESS_FORBIDDEN, "openid_configuration", new Malformed("no address", e));
    }
    throw new RegistrationRefused(Reason.ADDRESS_FORBIDDEN, "openid_configuration");
  }

  private AddingRegistrations.Added register(
      Invitation invitation, URI address, Optional<String> token) {
    PlatformConfiguration platform =
        PlatformConfiguration.of(
            read(
                SafeRequest.get(address).withHeader("Accept", "application/json"), "configuration"),
            address,
            addresses.development());
    callable.require(platform.endpoints());
    Granted granted = Granted.of(ask(platform, invitation.wanted(), token));
    return adding.add(invitation, platform, granted);
  }

  private Json ask(PlatformConfiguration platform, PersonalData wanted, Optional<String> token) {
    SafeRequest request =
        SafeRequest.post(
                platform.registrationEndpoint(),
                "application/json",
                StrictJson.bytes(tool.registration(platform, wanted)))
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
      throw RegistrationRefused.caused(
          configuration ? Reason.CONFIGURATION_INVALID : Reason.ANSWER_INVALID, "JSON", e);
    }
  }

  private SafeResponse send(SafeRequest request, String what) {
    try {
      return http.send(request);
    } catch (OutboundRefused e) {
      throw RegistrationRefused.caused(Reason.ADDRESS_FORBIDDEN, what, e);
    } catch (OutboundFailed e) {
      throw RegistrationRefused.caused(Reason.ADDRESS_UNREACHABLE, what, e);
    }
  }
}
