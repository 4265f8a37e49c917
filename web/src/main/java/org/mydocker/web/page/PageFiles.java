package org.mydocker.web.page;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The templates, style sheets, scripts and pictures of all modules, from the class path. */
@Singleton
class PageFiles {

  private final boolean fresh;

  /**
   * @param fresh whether they may change, as they do for whoever writes them
   */
  @Inject
  PageFiles(@ConfigProperty(name = "mydocker.pages.fresh", defaultValue = "false") boolean fresh) {
    this.fresh = fresh;
  }

  boolean mayChange() {
    return fresh;
  }

  /** The application's own loader keeps what it read once; another in front of it keeps nothing. */
  ClassLoader loader() {
    ClassLoader own = PageFiles.class.getClassLoader();
    return fresh ? new ClassLoader(own) {} : own;
  }
}
