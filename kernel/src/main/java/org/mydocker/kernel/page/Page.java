package org.mydocker.kernel.page;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A page to show: a template of the module and what it shows. The web assembly renders it in its
 * layout, in the visit's language, escaped.
 *
 * @param template such as {@code assignment/submissions}: the resource {@code
 *     templates/assignment/submissions.html}
 * @param framedBy an origin that may frame this page, where no visit says so yet (SES-08)
 * @param formsTo an origin outside of ours to which the page's form posts (the platform, in deep
 *     linking)
 */
public record Page(
    String template,
    Map<String, Object> model,
    int status,
    Optional<URI> framedBy,
    Optional<URI> formsTo) {

  public Page {
    model = Map.copyOf(model);
  }

  public static Page of(String template, Map<String, Object> model) {
    return new Page(template, model, 200, Optional.empty(), Optional.empty());
  }

  public Page status(int other) {
    return new Page(template, model, other, framedBy, formsTo);
  }

  public Page framedBy(URI origin) {
    return new Page(template, model, status, Optional.of(origin), formsTo);
  }

  public Page formsTo(URI origin) {
    return new Page(template, model, status, framedBy, Optional.of(origin));
  }
}
