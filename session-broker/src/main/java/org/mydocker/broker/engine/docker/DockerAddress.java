package org.mydocker.broker.engine.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a Docker Engine listens: {@code unix:///path} or {@code tcp://host:port}, the latter with a
 * folder of ca.pem, cert.pem and key.pem. An open TCP port would give the machine to anybody who
 * reaches it, so without certificates only loopback is taken.
 */
public record DockerAddress(URI uri, Optional<Path> certificates) {
  public DockerAddress {
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("unix") && !scheme.equals("tcp")) {
      throw new IllegalArgumentException("an engine is at unix:// or tcp://, not at " + uri);
    }
    if (scheme.equals("tcp") && certificates.isEmpty() && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException("an engine on another machine needs certificates: " + uri);
    }
  }

  public static DockerAddress of(String uri) {
    return of(uri, Optional.empty());
  }

  /** With the folder of certificates for an engine that is reached by TLS. */
  public static DockerAddress of(String uri, Optional<Path> certificates) {
    return new DockerAddress(URI.create(uri), certificates);
  }

  private static boolean isLoopback(String host) {
    return "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
  }
}
