package org.mydocker.kernel.page;

import java.util.Map;

/**
 * A page to show: a template of the module and what it shows. The web assembly renders it in its
 * layout, in the visit's language, escaped.
 *
 * @param template such as {@code assignment/submissions}: the resource {@code
 *     templates/assignment/submissions.html}
 */
public record Page(String template, Map<String, Object> model, int status) {

  public Page {
    model = Map.copyOf(model);
  }

  public static Page of(String template, Map<String, Object> model) {
    return new Page(template, model, 200);
  }
}
