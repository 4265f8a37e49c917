package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.launch.HeldLaunches.Confirmation;
import org.mydocker.lti.launch.HeldLaunches.Held;
import org.mydocker.lti.login.BindingCookie;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Form;

/**
 * Lets a held launch in where the platform's window gave the word back that the login left there,
 * at {@code /lti/confirm} (SES-05(a), SES-07). The word shows that this is the platform's page in
 * which the login began; the cookie, given with the held page, that nobody sent code and word from
 * elsewhere. A browser that did not even keep that cookie could not keep a visit in its frame
 * either, so it gets the button of the new tab.
 */
public class ConfirmServlet extends FormServlet {

  private static final int MOST_BYTES = 4096;

  private final Holding holding;
  private final MessageReading reading;
  private final Admitting admitting;

  @Inject
  ConfirmServlet(
      Holding holding, MessageReading reading, Admitting admitting, RefusalLog refusals) {
    super(MOST_BYTES, refusals);
    this.holding = holding;
    this.reading = reading;
    this.admitting = admitting;
  }

  @Override
  void take(Form form, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String code = form.filled("code").orElseThrow(Holding::gone);
    Held launch = holding.waiting(code);
    Registration registration = holding.registration(launch);
    try {
      Confirmation expected = launch.confirmation().orElseThrow(ConfirmServlet::another);
      requireSame(form.filled("word").orElse(""), expected.wordHash());
      Optional<String> secret = BindingCookie.value(expected.cookie(), request);
      if (secret.isEmpty()) {
        holding.offerTab(code, registration, request, response);
        return;
      }
      requireSame(secret.get(), expected.secretHash());
      BindingCookie.drop(expected.cookie(), response);
      enter(holding.taken(code), registration, request, response);
    } catch (LaunchRejected e) {
      throw e.of(registration);
    } catch (Refusal e) {
      throw e.in(registration.origin());
    }
  }

  private void enter(
      Held launch,
      Registration registration,
      HttpServletRequest request,
      HttpServletResponse response) {
    LtiMessage message = reading.read(launch.claims(), registration, Optional.empty());
    admitting.admit(message, registration, request, response);
  }

  private static void requireSame(String word, String hash) {
    if (!Tokens.same(Tokens.hash(word), hash)) {
      throw another();
    }
  }

  private static LaunchRejected another() {
    return new LaunchRejected(Reason.BROWSER_MISMATCH);
  }
}
