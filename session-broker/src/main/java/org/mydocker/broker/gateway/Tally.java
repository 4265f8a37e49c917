package org.mydocker.broker.gateway;

import java.util.concurrent.atomic.LongAdder;

/** Counts on the hot path without contention. */
final class Tally {
  final LongAdder requests = new LongAdder();
  final LongAdder bytesIn = new LongAdder();
  final LongAdder bytesOut = new LongAdder();
  final LongAdder openWebSockets = new LongAdder();
  final LongAdder refusals = new LongAdder();

  GatewayCounters counters() {
    return new GatewayCounters(
        requests.sum(), bytesIn.sum(), bytesOut.sum(), openWebSockets.sum(), refusals.sum());
  }
}
