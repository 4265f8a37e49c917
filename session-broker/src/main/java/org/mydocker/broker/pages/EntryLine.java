package org.mydocker.broker.pages;

import java.net.URI;
import java.util.List;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.walls.markdown.Markdown;

/**
 * An environment as a page shows it: what it is, what is in it, what it may use (ENV-03).
 *
 * @param html the description, to be shown as it is
 * @param face the word of the interface, for the message {@code interface.FACE}
 */
public record EntryLine(
    String id,
    String title,
    String text,
    String html,
    String face,
    String software,
    double cpus,
    long memory,
    int gpus,
    String maintainer,
    List<URI> sources,
    long usualSeconds) {

  static EntryLine of(Entry entry) {
    String description = entry.environment().description();
    return new EntryLine(
        entry.environment().id().toString(),
        entry.environment().title(),
        Markdown.text(description),
        Markdown.html(description),
        entry.environment().interfaceName(),
        entry.software(),
        entry.size().cpus(),
        entry.size().memory(),
        entry.size().gpus(),
        entry.maintainer(),
        entry.sources(),
        (entry.usual().toMillis() + 999) / 1000);
  }
}
