package org.mydocker.broker.engine;

/**
 * What a container may use at most. The CPU limit is a quota of time: who is at the limit is
 * slowed, never killed (RUN-01). Memory comes without swap; over it the kernel kills (RUN-02). A
 * number of GPUs is for this container alone, and cannot change while it runs.
 */
public record Limits(double cpus, long memoryBytes, long processes, int gpus) {
  private static final long LEAST_MEMORY = 6L << 20;

  public Limits {
    if (!(cpus >= 0.01 && cpus <= 1024)) {
      throw new IllegalArgumentException("a CPU limit is between 0.01 and 1024, not " + cpus);
    }
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException("an engine takes no memory limit under 6 MiB");
    }
    if (processes < 1) {
      throw new IllegalArgumentException("a container needs a process");
    }
    if (gpus < 0) {
      throw new IllegalArgumentException("a number of GPUs is not negative");
    }
  }

  /** Without a GPU. */
  public Limits(double cpus, long memoryBytes, long processes) {
    this(cpus, memoryBytes, processes, 0);
  }
}
