package org.mydocker.web.backup;

import java.util.List;

/** The schemas that modules own (site.md DATA-01), in the order of a backup. */
final class Schemas {

  static final List<String> ALL = List.of("lti", "assignment", "broker", "site");

  private Schemas() {}
}
