package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.login.BindingCookie;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.login.Requests;
import org.mydocker.lti.wire.Form;
import org.mydocker.lti.wire.Malformed;

/**
 * The redirect URI {@code /lti/launch} (TOK-01): verifies, lets in and sends on. A launch whose
 * browser showed no binding cookie is held (SES-05).
 */
public class LaunchServlet extends HttpServlet {

  private static final int MOST_BYTES = 256 * 1024;

  private final Launching launching;
  private final Holding holding;
  private final Admitting admitting;
  private final RefusalLog refusals;

  @Inject
  LaunchServlet(Launching launching, Holding holding, Admitting admitting, RefusalLog refusals) {
    this.launching = launching;
    this.holding = holding;
    this.admitting = admitting;
    this.refusals = refusals;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Requests.harden(response);
    try {
      if (!request.getMethod().equals("POST")) {
        throw new LaunchRejected(Reason.WRONG_METHOD);
      }
      launch(request, response);
    } catch (LaunchRejected e) {
      throw refusals.noted(e);
    }
  }

  private void launch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Launching.Verified launch = verified(Requests.form(request, MOST_BYTES), request);
    try {
      if (!launch.bound()) {
        holding.hold(launch, request, response);
        return;
      }
      BindingCookie.drop(launch.state().cookie(), response);
      admitting.admit(launch.message(), launch.registration(), request, response);
    } catch (LaunchRejected e) {
      throw e.of(launch.registration());
    } catch (Refusal e) {
      throw e.in(launch.registration().origin());
    }
  }

  private Launching.Verified verified(Form form, HttpServletRequest request) {
    try {
      return launching.verify(form, name -> BindingCookie.value(name, request));
    } catch (Malformed e) {
      throw Requests.rejected(Reason.MALFORMED, e);
    }
  }
}
