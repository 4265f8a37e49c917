package org.mydocker.broker.engine;

/** Which engine answers, and the version of its API that was agreed upon (ENG-01). */
public record EngineVersion(String engine, String api) {}
