package org.mydocker.lti.key;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.mydocker.lti.wire.StrictJson;

/** Our public key set at {@code /lti/jwks.json} (KEY-01). */
public class JwksServlet extends HttpServlet {

  private final ToolKeys keys;

  @Inject
  JwksServlet(ToolKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = StrictJson.bytes(Map.of("keys", keys.publicKeys()));
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "public, max-age=3600");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
