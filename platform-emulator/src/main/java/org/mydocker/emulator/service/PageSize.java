package org.mydocker.emulator.service;

/**
 * How many people a page of the roster holds at most, whatever the tool asks for. Moodle knows no
 * such bound; other platforms have one.
 */
public final class PageSize {
  private volatile int most = Integer.MAX_VALUE;

  public void set(int people) {
    most = people < 1 ? Integer.MAX_VALUE : people;
  }

  int of(int limit) {
    return limit == 0 ? most : Math.min(limit, most);
  }
}
