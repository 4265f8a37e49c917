package org.mydocker.kernel.page;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * A page to show: a template of the module and what it shows. The web assembly renders it in its
 * layout, in the visit's language, escaped.
 *
 * @param template such as {@code assignment/submissions}: the resource {@code
 *     templates/assignment/submissions.html}
 * @param framedBy origins whose pages may frame this one, beyond those of the visit (SES-08)
 * @param postsTo origins beside our own to which forms of this page post
 */
public record Page(
    String template, Map<String, Object> model, int status, Set<URI> framedBy, Set<URI> postsTo) {

  public Page {
    model = Map.copyOf(model);
    framedBy = Set.copyOf(framedBy);
    postsTo = Set.copyOf(postsTo);
  }

  public Page(String template, Map<String, Object> model, int status) {
    this(template, model, status, Set.of(), Set.of());
  }

  public static Page of(String template, Map<String, Object> model) {
    return new Page(template, model, 200);
  }

  public Page status(int other) {
    return new Page(template, model, other, framedBy, postsTo);
  }

  public Page framedBy(URI... origins) {
    return new Page(template, model, status, Set.of(origins), postsTo);
  }

  public Page postsTo(URI... origins) {
    return new Page(template, model, status, framedBy, Set.of(origins));
  }
}
