package org.mydocker.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.mydocker.kernel.page.Page;

/** Lets a resource answer a {@link Page}: renders it where JAX-RS would look for a writer. */
@Provider
public class PageWriter implements ContainerResponseFilter {

  @Inject Pages pages;
  @Context HttpServletRequest request;
  @Context HttpServletResponse response;

  @Override
  public void filter(ContainerRequestContext asked, ContainerResponseContext answer)
      throws IOException {
    if (answer.getEntity() instanceof Page page) {
      answer.setEntity(null);
      pages.render(page, request, response);
    }
  }
}
