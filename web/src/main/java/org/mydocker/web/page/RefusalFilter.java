package org.mydocker.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.web.metrics.Refusals;

/**
 * The one place where what servlets throw becomes an answer: a refusal its page, an error of ours a
 * page without details.
 */
public class RefusalFilter extends HttpFilter {

  private static final Logger LOG = Logger.getLogger(RefusalFilter.class.getName());

  private final transient Problems problems;
  private final transient Pages pages;
  private final transient Refusals refusals;

  @Inject
  RefusalFilter(Problems problems, Pages pages, Refusals refusals) {
    this.problems = problems;
    this.pages = pages;
    this.refusals = refusals;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (Refusal refusal) {
      answer(problems.page(refusal, request), request, response, refusal);
    } catch (RuntimeException | ServletException e) {
      Refusal refusal = refusalIn(e);
      if (refusal != null) {
        answer(problems.page(refusal, request), request, response, refusal);
        return;
      }
      LOG.log(Level.SEVERE, "the request failed", e);
      refusals.count("site.failure");
      answer(problems.failure(request), request, response, null);
    }
  }

  private void answer(
      Page page, HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    if (refusal != null) {
      refusals.count(refusal.code());
      LOG.log(Level.INFO, "refused: {0}", refusal.code());
    }
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    pages.render(page, request, response);
  }

  private static Refusal refusalIn(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return null;
  }
}
