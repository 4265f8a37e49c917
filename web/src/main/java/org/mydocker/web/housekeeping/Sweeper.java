package org.mydocker.web.housekeeping;

/**
 * Has something that ends by itself and would otherwise stay in the database. Several instances may
 * sweep at the same time.
 */
public interface Sweeper {

  /** What is swept, for the log. */
  String swept();

  /**
   * Removes what ended.
   *
   * @return how many
   */
  int sweep();
}
