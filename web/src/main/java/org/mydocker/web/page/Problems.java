package org.mydocker.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;

/**
 * Turns a refusal into its page: what happened, what to do next, the code, and the id under which
 * the log knows it.
 */
@ApplicationScoped
class Problems {

  private Messages messages;

  protected Problems() {}

  @Inject
  Problems(Messages messages) {
    this.messages = messages;
  }

  Page page(Refusal refusal, HttpServletRequest request) {
    Visit visit = (Visit) request.getAttribute("org.mydocker.web.session.OpenVisit");
    Locale locale = Messages.served(visit == null ? request.getLocale() : visit.viewer().locale());
    Page page =
        Page.of(
                "site/problem",
                Map.of(
                    "code", refusal.code(),
                    "title", sentence(locale, refusal, "title"),
                    "text", sentence(locale, refusal, "text"),
                    "next", sentence(locale, refusal, "next")))
            .status(refusal.status());
    return refusal.framedBy().map(page::framedBy).orElse(page);
  }

  /** An error of ours: nothing of it is shown but the id under which the log has it. */
  Page failure(HttpServletRequest request) {
    return page(new Refusal("site.failure", 500), request);
  }

  private String sentence(Locale locale, Refusal refusal, String part) {
    return messages
        .named(locale, "problem." + refusal.code() + "." + part, refusal.facts())
        .or(() -> messages.find(locale, "problem.any." + refusal.status() + "." + part))
        .orElseGet(() -> messages.text(locale, "problem.any." + part));
  }
}
