package org.mydocker.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Our style sheet, scripts and pictures, from {@code static/} on the class path; cached for an
 * hour.
 */
public class StaticServlet extends HttpServlet {

  private static final Pattern NAME = Pattern.compile("/[a-z0-9][a-z0-9.-]*");
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml",
          "png", "image/png");

  private final transient PageFiles files;

  @Inject
  StaticServlet(PageFiles files) {
    this.files = files;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getPathInfo();
    String type = name == null ? null : TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      response.setStatus(404);
      return;
    }
    try (InputStream file = files.loader().getResourceAsStream("static" + name)) {
      if (file == null) {
        response.setStatus(404);
        return;
      }
      response.setContentType(type);
      response.setHeader("Cache-Control", files.mayChange() ? "no-cache" : "public, max-age=3600");
      file.transferTo(response.getOutputStream());
    }
  }
}
