package org.mydocker.broker.engine;

/** How far a pull has come; the total grows while layers are still being discovered. */
public record PullProgress(long bytes, long totalBytes) {}
