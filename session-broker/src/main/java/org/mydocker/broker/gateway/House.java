package org.mydocker.broker.gateway;

/** What all event loops of one gateway share. */
record House(Tally tally, Activity activity, Visits visits, Pages pages) {}
