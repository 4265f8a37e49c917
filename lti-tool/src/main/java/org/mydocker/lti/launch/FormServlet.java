package org.mydocker.lti.launch;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.login.Requests;
import org.mydocker.lti.wire.Form;
import org.mydocker.lti.wire.Malformed;

/**
 * What the doors of launches have in common: they take one form by POST, of bearable size, keep no
 * copy, and note whom they refuse.
 */
abstract class FormServlet extends HttpServlet {

  private final int mostBytes;
  private final RefusalLog refusals;

  FormServlet(int mostBytes, RefusalLog refusals) {
    this.mostBytes = mostBytes;
    this.refusals = refusals;
  }

  /** Throws {@link LaunchRejected} and {@link Malformed} for what is not taken. */
  abstract void take(Form form, HttpServletRequest request, HttpServletResponse response)
      throws IOException;

  @Override
  protected final void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Requests.harden(response);
    try {
      if (!request.getMethod().equals("POST")) {
        throw new LaunchRejected(Reason.WRONG_METHOD);
      }
      take(Requests.form(request, mostBytes), request, response);
    } catch (LaunchRejected e) {
      throw refusals.noted(e);
    } catch (Malformed e) {
      throw refusals.noted(Requests.rejected(Reason.MALFORMED, e));
    }
  }
}
