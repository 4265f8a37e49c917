package org.mydocker.broker.engine;

/** A volume that a container sees at an absolute path. The volume must exist; none is made up. */
public record VolumeMount(VolumeName volume, String target, boolean readOnly) {
  public VolumeMount {
    if (!target.startsWith("/") || target.contains("..") || target.equals("/")) {
      throw new IllegalArgumentException("not a path to mount at: " + target);
    }
  }
}
