package org.mydocker.broker.engine;

import java.util.Map;

/** How volumes are made: the engine's driver and its options, by settings (HOME-01), and labels. */
public record VolumeOptions(
    String driver, Map<String, String> driverOptions, Map<String, String> labels) {
  public VolumeOptions {
    driverOptions = Map.copyOf(driverOptions);
    labels = Map.copyOf(labels);
  }

  public static VolumeOptions local(Map<String, String> labels) {
    return new VolumeOptions("local", Map.of(), labels);
  }
}
