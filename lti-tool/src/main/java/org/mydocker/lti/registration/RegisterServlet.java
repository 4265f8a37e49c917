package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.PageRenderer;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.login.Requests;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.registration.RegistrationRefused.Reason;
import org.mydocker.lti.wire.Form;

/**
 * Where a platform begins its dynamic registration: GET {@code /lti/register/CODE} with {@code
 * openid_configuration} and {@code registration_token} (DYN-02). A person who opens the address
 * without these reads where to paste it.
 */
public class RegisterServlet extends HttpServlet {

  private static final int MOST_BYTES = 32 * 1024;

  private final Registering registering;
  private final Invitations invitations;
  private final OwnAddresses addresses;
  private final PageRenderer pages;

  @Inject
  RegisterServlet(
      Registering registering,
      Invitations invitations,
      OwnAddresses addresses,
      PageRenderer pages) {
    this.registering = registering;
    this.invitations = invitations;
    this.addresses = addresses;
    this.pages = pages;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Requests.harden(response);
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String code = path.startsWith("/") ? path.substring(1) : path;
    Form form = Requests.form(request, MOST_BYTES);
    Optional<String> configuration = form.filled("openid_configuration");
    if (configuration.isEmpty()) {
      explain(code, request, response);
      return;
    }
    AddingRegistrations.Added added =
        registering.register(code, configuration.get(), form.filled("registration_token"));
    URI origin = Origins.of(URI.create(configuration.get()));
    pages.render(
        Page.of(
                "lti/registered",
                Map.of(
                    "name", added.registration().name(),
                    "said", said(added),
                    "origin", origin.toString()))
            .framedBy(origin),
        request,
        response);
  }

  private static String said(AddingRegistrations.Added added) {
    return switch (added.outcome()) {
      case ASKED -> "asked";
      case UNCHANGED -> "unchanged";
      case ADDED -> added.registration().active() ? "active" : "pending";
    };
  }

  private void explain(String code, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!invitations.open(code)) {
      throw new RegistrationRefused(Reason.INVITATION_UNKNOWN);
    }
    String address = addresses.at(OwnAddresses.REGISTER + "/" + code).toString();
    pages.render(Page.of("lti/register", Map.of("address", address)), request, response);
  }
}
