package org.mydocker.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.web.metrics.Refusals;

/**
 * The same as {@link RefusalFilter} for what JAX-RS resources throw, since JAX-RS would answer it
 * itself.
 */
@Provider
public class RefusalMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(RefusalMapper.class.getName());

  @Inject Problems problems;
  @Inject Refusals refusals;
  @Context HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refused(refusal);
      }
    }
    if (thrown instanceof WebApplicationException known && known.getResponse().getStatus() < 500) {
      return refused(new Refusal("site.http", known.getResponse().getStatus()));
    }
    LOG.log(Level.SEVERE, "the request failed", thrown);
    refusals.count("site.failure");
    return answer(problems.failure(request));
  }

  private Response refused(Refusal refusal) {
    refusals.count(refusal.code());
    LOG.log(Level.INFO, "refused: {0}", refusal.code());
    return answer(problems.page(refusal, request));
  }

  private static Response answer(Page page) {
    return Response.status(page.status()).entity(page).build();
  }
}
