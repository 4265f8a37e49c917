package org.mydocker.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.PageRenderer;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * Renders a page in the language of its visit, or of the browser where there is none, under the
 * policy that fits it.
 */
@ApplicationScoped
public class Pages implements PageRenderer {

  private Templates templates;
  private SiteSettings site;

  protected Pages() {}

  @Inject
  Pages(Templates templates, SiteSettings site) {
    this.templates = templates;
    this.site = site;
  }

  @Override
  public void render(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visit visit = (Visit) request.getAttribute("org.mydocker.web.session.OpenVisit");
    Locale locale = Messages.served(visit == null ? request.getLocale() : visit.viewer().locale());
    Map<String, Object> model = new HashMap<>(page.model());
    model.put("lang", locale.getLanguage());
    model.put("nonce", request.getAttribute(HeadersFilter.NONCE));
    model.put("correlation", request.getAttribute(HeadersFilter.CORRELATION));
    model.put("dates", new Dates(locale, ZoneId.systemDefault()));
    if (visit != null) {
      model.put("visit", visit);
      String base = "/v/" + visit.id() + "/";
      model.put("base", base);
      model.put("here", here(request, base));
      visit
          .presentation()
          .flatMap(Presentation::returnUrl)
          .ifPresent(back -> model.put("back", back.toString()));
      model.put("framed", visit.presentation().filter(Presentation::framed).isPresent());
      model.put("csrf", visit.csrf());
      model.put("viewer", visit.viewer());
    }
    StringWriter text = new StringWriter();
    text.write("<!DOCTYPE html>\n");
    templates.write(page.template(), locale, model, text);
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(page.status());
    response.setHeader("Content-Security-Policy", policy(page, visit, model.get("nonce")).text());
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The page at hand inside its visit, for the same in a new tab; what a form answered is none. */
  private static String here(HttpServletRequest request, String base) {
    String path = request.getRequestURI();
    return request.getMethod().equals("GET") && path.startsWith(base)
        ? path.substring(base.length())
        : "dashboard";
  }

  private ContentPolicy policy(Page page, Visit visit, Object nonce) {
    ContentPolicy policy =
        ContentPolicy.strict()
            .withNonce(String.valueOf(nonce))
            .framing(site.sessionsUrl().replace("{session}", "*").replace("{port}", "*"));
    for (URI origin : page.framedBy()) {
      policy = policy.framedBy(origin.toString());
    }
    if (visit != null && visit.presentation().isPresent()) {
      policy = policy.framedBy(visit.presentation().get().platformOrigin().toString());
    }
    for (URI origin : page.postsTo()) {
      policy = policy.postingTo(origin.toString());
    }
    return policy;
  }
}
