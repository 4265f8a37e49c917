package org.mydocker.kernel.page;

import java.util.Optional;

/**
 * The browser's newest visit that is still alive, for addresses outside of any visit such as {@code
 * /join/CODE}. Implemented by the web assembly, which knows the cookies.
 */
public interface NewestVisit {

  /** Empty for a browser that is not signed in. */
  Optional<Visit> newest();
}
