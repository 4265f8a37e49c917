package org.mydocker.web.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.mydocker.web.log.Correlation;

/**
 * Gives every answer its safe headers (SES-08, SES-09) and every request a correlation id and a CSP
 * nonce. A page that may be framed, or posts elsewhere, replaces the policy while it is rendered;
 * everything else keeps the strict one.
 */
public class HeadersFilter extends HttpFilter {

  static final String NONCE = "mydocker.nonce";
  static final String CORRELATION = "mydocker.correlation";
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(NONCE, random(16));
    String correlation = random(9);
    request.setAttribute(CORRELATION, correlation);
    response.setHeader("X-Correlation-Id", correlation);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", ContentPolicy.strict().text());
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding("UTF-8");
    }
    Correlation.begin(correlation);
    try {
      chain.doFilter(request, response);
    } finally {
      Correlation.end();
    }
  }

  private static String random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }
}
