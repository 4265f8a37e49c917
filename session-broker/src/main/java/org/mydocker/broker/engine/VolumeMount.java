package org.mydocker.broker.engine;

/**
 * A volume that a container sees at an absolute path. The volume must exist; none is made up. A
 * volume that is still empty takes over owner and content of the image's folder only where {@code
 * settling} is wished: an image does not decide by itself who owns a home.
 */
public record VolumeMount(VolumeName volume, String target, boolean readOnly, boolean settling) {
  public VolumeMount {
    if (!target.startsWith("/") || target.contains("..") || target.equals("/")) {
      throw new IllegalArgumentException("not a path to mount at: " + target);
    }
  }

  public VolumeMount(VolumeName volume, String target, boolean readOnly) {
    this(volume, target, readOnly, false);
  }
}
