package org.mydocker.web.metrics;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.kernel.metrics.Meter;
import org.mydocker.web.command.CommandToken;

/**
 * Answers {@code /metrics} to who sends {@code mydocker.metrics.token}, or the token of the command
 * from this machine. An address alone proves nothing: behind a reverse proxy everybody comes from
 * loopback. To anyone else there is nothing here.
 */
public class MetricsServlet extends HttpServlet {

  private final transient Instance<Meter> meters;
  private final transient CommandToken command;
  private final transient Optional<String> token;

  @Inject
  MetricsServlet(
      @Any Instance<Meter> meters,
      CommandToken command,
      @ConfigProperty(name = "mydocker.metrics.token") Optional<String> token) {
    this.meters = meters;
    this.command = command;
    this.token = token;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!command.admits(request) && !admits(request.getHeader("Authorization"))) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String text =
        Exposition.of(meters.stream().flatMap(meter -> meter.readings().stream()).toList());
    response.setContentType(Exposition.TYPE);
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean admits(String sent) {
    return sent != null
        && token
            .map(
                known ->
                    MessageDigest.isEqual(
                        ("Bearer " + known).getBytes(StandardCharsets.UTF_8),
                        sent.getBytes(StandardCharsets.UTF_8)))
            .orElse(false);
  }
}
