package org.mydocker.kernel.launch;

import java.util.List;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.people.Viewer;

/** Answers a deep-linking request once (DL-04, DL-13). Implemented by the LTI tool. */
public interface DeepLinking {

  /**
   * Throws unless that request still waits for an answer of this visit: to be asked before anything
   * is made for it.
   */
  void requireOpen(DeepLinkingId id, Viewer teacher);

  /** The page that carries the signed answer to the platform by a form post. */
  Page answer(DeepLinkingId id, Viewer teacher, List<ContentItem> items);
}
