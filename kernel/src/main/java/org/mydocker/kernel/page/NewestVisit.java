package org.mydocker.kernel.page;

import java.util.Optional;

/**
 * The newest living visit of the browser that asks, for addresses outside of any visit such as a
 * join link.
 */
public interface NewestVisit {

  Optional<Visit> newest();
}
