package org.mydocker.kernel.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Renders a page where no JAX-RS resource returns it: in a servlet. Implemented by the web
 * assembly, which sets status, headers and language as for every other page.
 */
public interface PageRenderer {

  void render(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
