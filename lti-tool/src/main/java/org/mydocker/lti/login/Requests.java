package org.mydocker.lti.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.wire.Form;
import org.mydocker.lti.wire.Malformed;

/** What the servlets of login and launch have in common. */
public final class Requests {

  private Requests() {}

  /** The parameters; throws {@link LaunchRejected} for what is no form of bearable size. */
  public static Form form(HttpServletRequest request, int mostBytes) throws IOException {
    try {
      return Form.read(request, mostBytes);
    } catch (Form.TooLarge e) {
      throw rejected(Reason.TOO_LARGE, e);
    } catch (Form.WrongType e) {
      throw rejected(Reason.WRONG_CONTENT_TYPE, e);
    } catch (Malformed e) {
      throw rejected(Reason.MALFORMED, e);
    }
  }

  public static LaunchRejected rejected(Reason reason, RuntimeException cause) {
    LaunchRejected rejected = new LaunchRejected(reason);
    rejected.initCause(cause);
    return rejected;
  }

  /** No copy kept, no address told on, no guessing of types (SES-09). */
  public static void harden(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
