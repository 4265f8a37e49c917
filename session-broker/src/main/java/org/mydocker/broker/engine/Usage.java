package org.mydocker.broker.engine;

import java.time.Duration;

/** What a container has used of the processor since it started, and holds of memory now. */
public record Usage(Duration processorTime, long memoryBytes, long processes) {}
