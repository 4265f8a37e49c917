package org.mydocker.broker.pages;

import org.mydocker.broker.catalogue.Entry;

/** An environment as a page shows it. */
public record EntryLine(
    String id,
    String title,
    String description,
    String face,
    String cpus,
    long memory,
    String maintainer,
    long usualSeconds) {

  static EntryLine of(Entry entry) {
    double cpus = entry.size().cpus();
    return new EntryLine(
        entry.environment().id().toString(),
        entry.environment().title(),
        entry.environment().description(),
        entry.environment().interfaceName(),
        cpus == Math.rint(cpus) ? Long.toString((long) cpus) : Double.toString(cpus),
        entry.size().memory(),
        entry.maintainer(),
        (entry.usual().toMillis() + 999) / 1000);
  }
}
