package org.mydocker.kernel.environment;

import java.time.Instant;
import java.util.Optional;

/** A session as its owner sees it. */
public record SessionView(
    SessionId id,
    SessionKey key,
    String title,
    SessionState state,
    Instant since,
    Optional<StopReason> reason,
    Optional<Instant> lastInput) {}
