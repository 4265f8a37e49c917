package org.mydocker.broker.engine;

import java.time.Instant;

/** That the engine is away, since when and why: for the banner and for health. */
public record EngineAway(Instant since, String reason) {}
