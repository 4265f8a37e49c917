package org.mydocker.web.command;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers the verbs of the {@code mydocker} command with JSON. */
public class CommandServlet extends HttpServlet {

  private final transient CommandToken token;

  @Inject
  CommandServlet(CommandToken token) {
    this.token = token;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!token.admits(request)) {
      response.setStatus(404);
      return;
    }
    response.setContentType("application/json");
    response.getOutputStream().write("{\"status\": \"up\"}".getBytes(StandardCharsets.UTF_8));
  }
}
