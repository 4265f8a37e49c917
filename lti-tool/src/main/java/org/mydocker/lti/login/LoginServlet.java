package org.mydocker.lti.login;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.PageRenderer;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.wire.Form;
import org.mydocker.lti.wire.Malformed;

/**
 * The login initiation at {@code /lti/login}, by GET and POST (INI-01). It answers with a redirect;
 * where the platform offers to keep something for us, with a page whose script does that first
 * (SES-05(a)).
 */
public class LoginServlet extends HttpServlet {

  private static final int MOST_BYTES = 32 * 1024;
  private static final String RETRY_SECONDS = "30";

  private final LoginInitiating initiating;
  private final RefusalLog refusals;
  private final PageRenderer pages;

  @Inject
  LoginServlet(LoginInitiating initiating, RefusalLog refusals, PageRenderer pages) {
    this.initiating = initiating;
    this.refusals = refusals;
    this.pages = pages;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Requests.harden(response);
    try {
      answer(request, response);
    } catch (LaunchRejected e) {
      if (e.reason() == Reason.TOO_MANY) {
        response.setHeader("Retry-After", RETRY_SECONDS);
      }
      throw refusals.noted(e);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("POST")) {
      throw new LaunchRejected(Reason.WRONG_METHOD);
    }
    Form form = Requests.form(request, MOST_BYTES);
    LoginInitiating.Answer answer = initiated(form, request.getRemoteAddr());
    BindingCookie.set(answer.cookie(), answer.secret(), request, response);
    if (answer.keeping().isPresent()) {
      pages.render(keeping(answer.keeping().get(), answer.redirect()), request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", answer.redirect().toString());
  }

  private static Page keeping(LoginInitiating.Keeping keeping, URI next) {
    return Page.of(
            "lti/keeping",
            Map.of(
                "origin", keeping.origin().toString(),
                "window", keeping.window(),
                "key", keeping.key(),
                "word", keeping.word(),
                "next", next.toString()))
        .framedBy(keeping.origin());
  }

  private LoginInitiating.Answer initiated(Form form, String remoteAddress) {
    try {
      return initiating.initiate(form, remoteAddress);
    } catch (Malformed e) {
      throw Requests.rejected(Reason.MALFORMED, e);
    }
  }
}
