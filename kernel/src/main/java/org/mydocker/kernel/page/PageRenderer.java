package org.mydocker.kernel.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Writes a {@link Page} as the answer to a request. Implemented by the web assembly; servlets ask
 * it, resources just return the page.
 */
public interface PageRenderer {

  void render(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
