package org.mydocker.kernel.grade;

import java.util.Optional;

/**
 * The grade columns that no launch named. Asks the platform, so it is called outside of
 * transactions.
 */
public interface GradeColumns {

  /**
   * The column there is, else one made for it; empty where the platform has none and lets us make
   * none, or does not answer (AGS-02).
   */
  Optional<ColumnId> find(ColumnWish wish);
}
