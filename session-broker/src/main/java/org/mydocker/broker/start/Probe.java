package org.mydocker.broker.start;

/**
 * Asks an interface whether it answers HTTP or HTTPS, as its place says; bounded in time, never
 * throws for a "not yet".
 */
@FunctionalInterface
public interface Probe {

  boolean answers(Place place, String path) throws InterruptedException;
}
