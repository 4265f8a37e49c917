package org.mydocker.kernel.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.people.Viewer;

/** Begins visits. Implemented by the web assembly, asked by who has verified a person. */
public interface Visits {

  /** A fresh visit (SES-02): writes the row and sets its cookie on the answer. */
  Visit begin(Viewer viewer, Optional<Presentation> presentation, HttpServletResponse response);

  /** Ends every visit of a tenant's people (REG-07). */
  void endAll(org.mydocker.kernel.people.TenantId tenant);
}
