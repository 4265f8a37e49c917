package org.mydocker.broker.start;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mydocker.broker.catalogue.DataMount;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;

/**
 * Volumes of the engine whose data sessions may read (ENV-01). Only what the administrator offers
 * by a label is one: an environment cannot name somebody's home, or what another program keeps on
 * the same engine.
 */
final class DataVolumes {

  static final Map<String, String> OFFERED = Map.of("org.mydocker.data", "offered");

  private final Engine engine;

  DataVolumes(Engine engine) {
    this.engine = engine;
  }

  /** Throws {@link Failure} where one is not offered. */
  List<VolumeMount> mounts(List<DataMount> data) {
    if (data.isEmpty()) {
      return List.of();
    }
    Set<VolumeName> offered = Set.copyOf(engine.volumes(OFFERED));
    return data.stream().map(mount -> mount(mount, offered)).toList();
  }

  private static VolumeMount mount(DataMount data, Set<VolumeName> offered) {
    VolumeName volume = new VolumeName(data.volume());
    if (!offered.contains(volume)) {
      throw new Failure(FailureCode.DATA_UNAVAILABLE, data.volume());
    }
    return new VolumeMount(volume, data.target(), true);
  }
}
