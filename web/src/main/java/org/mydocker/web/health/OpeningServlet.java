package org.mydocker.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import org.eclipse.microprofile.health.Readiness;

/** Answers nothing: it is the last of web.xml to be loaded, and says so to {@link Opened}. */
public class OpeningServlet extends HttpServlet {

  private final transient Opened opened;

  @Inject
  OpeningServlet(@Readiness Opened opened) {
    this.opened = opened;
  }

  @Override
  public void init() {
    opened.open();
  }
}
