package org.mydocker.kernel.metrics;

import java.util.List;

/**
 * Offers numbers to {@code /metrics}; a module brings one or more as injectable beans. Asked at
 * each scrape, so it answers from memory or with one cheap query.
 */
public interface Meter {

  List<Reading> readings();
}
