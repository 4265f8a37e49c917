package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.login.BindingCookie;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.wire.Form;

/**
 * The redirect URI {@code /lti/launch} (TOK-01): verifies, lets in and sends on. A launch whose
 * browser showed no binding cookie is held (SES-05).
 */
public class LaunchServlet extends FormServlet {

  private static final int MOST_BYTES = 256 * 1024;

  private final Launching launching;
  private final Holding holding;
  private final Admitting admitting;

  @Inject
  LaunchServlet(Launching launching, Holding holding, Admitting admitting, RefusalLog refusals) {
    super(MOST_BYTES, refusals);
    this.launching = launching;
    this.holding = holding;
    this.admitting = admitting;
  }

  @Override
  void take(Form form, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Launching.Verified launch = launching.verify(form, name -> BindingCookie.value(name, request));
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
}
