package org.mydocker.broker.start;

/** Asks an interface whether it answers HTTP; bounded in time, never throws for a "not yet". */
@FunctionalInterface
public interface Probe {

  boolean answers(String address, int port, String path) throws InterruptedException;
}
