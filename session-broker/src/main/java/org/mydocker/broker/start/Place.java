package org.mydocker.broker.start;

import java.util.Optional;
import org.mydocker.broker.engine.ContainerId;

/**
 * Where a session runs.
 *
 * @param address on the sessions' network; empty until the engine gave one
 * @param port of the interface
 */
public record Place(ContainerId container, Optional<String> address, int port) {}
