package org.mydocker.broker.wiring;

import java.net.URI;
import java.util.Optional;
import org.mydocker.broker.gateway.Origins;
import org.mydocker.broker.gateway.PortRange;

/**
 * Where browsers find sessions, read out of two settings that must fit together (GATE-03): a name
 * for each, {@code http://{session}.localhost:8081}, or a port for each, {@code
 * https://sessions.example.org:{port}} with {@code mydocker.gateway.ports}.
 */
final class SessionsAddress {

  private static final String NAME = "{session}";
  private static final String PORT = "{port}";

  private SessionsAddress() {}

  static Origins of(String pattern, Optional<PortRange> ports, URI publicUrl) {
    boolean named = pattern.contains(NAME);
    boolean ported = pattern.endsWith(":" + PORT);
    if (named == ported || ported != ports.isPresent()) {
      throw new IllegalArgumentException(
          "mydocker.sessions.url has either {session} in front of its host, or the port {port}"
              + " together with mydocker.gateway.ports=FIRST-LAST");
    }
    return ported ? byPort(pattern, ports.get(), publicUrl) : byName(pattern);
  }

  private static Origins byName(String pattern) {
    URI address = URI.create(pattern.replace(NAME, "s"));
    String domain = address.getHost().substring(address.getHost().indexOf('.') + 1);
    int standard = address.getScheme().equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? standard : address.getPort();
    return new Origins(address.getScheme(), domain, port);
  }

  private static Origins byPort(String pattern, PortRange ports, URI publicUrl) {
    URI address = URI.create(pattern.replace(":" + PORT, ""));
    if (address.getHost().equalsIgnoreCase(publicUrl.getHost())) {
      throw new IllegalArgumentException(
          "mydocker.sessions.url has the host of mydocker.public.url: browsers keep cookies by host"
              + " and not by port, so sessions with ports need another host name");
    }
    return Origins.byPort(address.getScheme(), address.getHost(), ports);
  }
}
