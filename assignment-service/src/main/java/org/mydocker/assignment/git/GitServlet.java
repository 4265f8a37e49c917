package org.mydocker.assignment.git;

import jakarta.inject.Inject;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
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
    door.service(new AsSent(request), response);
  }

  @Override
  public void destroy() {
    door.destroy();
  }

  /** With the plain content type: where a filter sets an encoding, the server adds it there. */
  private static final class AsSent extends HttpServletRequestWrapper {
    AsSent(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getContentType() {
      String type = super.getContentType();
      return type == null ? null : type.replaceFirst(";.*", "").strip();
    }
  }
}
