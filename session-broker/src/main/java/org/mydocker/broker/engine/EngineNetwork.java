package org.mydocker.broker.engine;

/**
 * A network that exists; {@code gateway} is the host's own address on it, where the inner door is.
 */
public record EngineNetwork(String id, String name, String bridge, String gateway) {}
