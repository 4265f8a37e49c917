package org.mydocker.broker.engine;

import java.util.List;
import java.util.Map;

/**
 * What the engine knows of an image that it holds. {@code id} is the digest of its configuration
 * and pins it on this engine; {@code digests} are the registries' names of it, none for one built
 * here.
 */
public record ImageFacts(
    String id, List<String> digests, long bytes, String user, Map<String, String> labels) {
  public ImageFacts {
    digests = List.copyOf(digests);
    labels = Map.copyOf(labels);
  }
}
