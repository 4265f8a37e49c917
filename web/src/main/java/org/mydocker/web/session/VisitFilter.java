package org.mydocker.web.session;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mydocker.kernel.page.VisitId;
import org.mydocker.kernel.problem.Refusal;

/**
 * Lets a request into {@code /v/VISIT/...} only with that visit's cookie (SES-03), and lets it
 * change something only with the visit's CSRF token, in the form field or header {@code csrf}
 * (SES-10). What it finds it leaves as a request attribute.
 */
public class VisitFilter extends HttpFilter {

  private static final Pattern INSIDE =
      Pattern.compile("/v/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.*");
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final transient VisitStore store;

  @Inject
  VisitFilter(VisitStore store) {
    this.store = store;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    OpenVisit visit = find(request).orElseThrow(() -> new Refusal("site.visit-over", 401));
    request.setAttribute(OpenVisit.ATTRIBUTE, visit);
    if (!SAFE.contains(request.getMethod()) && !carriesToken(request, visit)) {
      throw new Refusal("site.csrf", 403);
    }
    chain.doFilter(request, response);
  }

  private Optional<OpenVisit> find(HttpServletRequest request) {
    Matcher path = INSIDE.matcher(request.getRequestURI());
    if (!path.matches()) {
      return Optional.empty();
    }
    VisitId id = VisitId.of(path.group(1));
    return VisitCookies.secret(request, id).flatMap(secret -> store.find(id, secret));
  }

  private static boolean carriesToken(HttpServletRequest request, OpenVisit visit) {
    String token = request.getHeader("X-CSRF-Token");
    if (token == null) {
      token = request.getParameter("csrf");
    }
    return token != null && Secrets.same(token, visit.csrf());
  }
}
