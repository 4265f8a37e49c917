package org.mydocker.assignment.git;

import jakarta.inject.Inject;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.http.GitDoor;
import org.mydocker.assignment.repository.http.PushLimits;

/** The Git door as the web assembly mounts it, at {@code /git/*}. */
public class GitServlet extends HttpServlet {

  private final transient GitDoor door;

  @Inject
  GitServlet(TokenAccess access, Repositories repositories, Clock clock) {
    this.door = new GitDoor(access, repositories, PushLimits.STANDARD, access, clock);
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    door.init(config);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    door.service(request, response);
  }

  @Override
  public void destroy() {
    door.destroy();
  }
}
