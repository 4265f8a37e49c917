package org.mydocker.broker.home;

import java.util.List;

/**
 * What became of a home's hidden names.
 *
 * @param folder where the moved ones are now; it is not there if nothing was moved
 * @param moved names that are in it
 * @param left names that could not be moved and are where they were
 */
public record SetAside(String folder, List<String> moved, List<String> left) {
  public SetAside {
    moved = List.copyOf(moved);
    left = List.copyOf(left);
  }
}
