package org.mydocker.web.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.gateway.GatewayCounters;
import org.mydocker.kernel.metrics.Meter;
import org.mydocker.kernel.metrics.Reading;

/** What the gateway to the sessions carried since the start. */
@ApplicationScoped
class GatewayTraffic implements Meter {

  @Inject Gateway gateway;

  @Override
  public List<Reading> readings() {
    GatewayCounters counters = gateway.counters();
    return List.of(
        counter("gateway_requests_total", "Requests to sessions", Map.of(), counters.requests()),
        counter(
            "gateway_bytes_total",
            "Bytes between browsers and sessions",
            Map.of("direction", "in"),
            counters.bytesIn()),
        counter(
            "gateway_bytes_total",
            "Bytes between browsers and sessions",
            Map.of("direction", "out"),
            counters.bytesOut()),
        counter(
            "gateway_refusals_total",
            "Requests that the gateway answered itself",
            Map.of(),
            counters.refusals()),
        Reading.gauge(
            "gateway_websockets", "WebSockets that are open", Map.of(), counters.openWebSockets()));
  }

  private static Reading counter(String name, String help, Map<String, String> labels, long value) {
    return Reading.counter(name, help, labels, value);
  }
}
