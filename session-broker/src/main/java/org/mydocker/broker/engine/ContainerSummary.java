package org.mydocker.broker.engine;

import java.util.Map;

/** One line of a list of containers: enough to compare what is wished with what is. */
public record ContainerSummary(
    ContainerId id, String name, Map<String, String> labels, boolean running) {
  public ContainerSummary {
    labels = Map.copyOf(labels);
  }
}
