package org.mydocker.kernel.settings;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where this installation stands.
 *
 * @param publicUrl as browsers and platforms see it, without a trailing slash; never taken from a
 *     request (OPS-08)
 * @param dataDirectory repositories, keys, the embedded database
 * @param sessionsUrl the pattern of sessions' origins, with {@code {session}} in the host or {@code
 *     {port}} (GATE-03)
 * @param development loopback platforms over http are allowed (REG-09)
 */
public record SiteSettings(
    URI publicUrl, Path dataDirectory, String sessionsUrl, boolean development) {

  /** The address of a path of ours, absolute. */
  public URI url(String path) {
    return URI.create(publicUrl + path);
  }
}
