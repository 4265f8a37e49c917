package org.mydocker.lti.registration;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mydocker.lti.platform.Registration;

/**
 * An endpoint of a platform that is on another host than its issuer: not wrong, and for an
 * administrator to know before it counts (DYN-04).
 *
 * @param endpoint {@code authorization}, {@code token}, {@code keys} or {@code registration}
 */
record ForeignHost(String endpoint, String host) {

  static List<ForeignHost> of(Registration registration) {
    Map<String, URI> endpoints = new LinkedHashMap<>();
    endpoints.put("authorization", registration.authorizationEndpoint());
    endpoints.put("token", registration.tokenEndpoint());
    endpoints.put("keys", registration.jwksUrl());
    registration.registrationEndpoint().ifPresent(e -> endpoints.put("registration", e));
    String home = host(URI.create(registration.issuer()));
    return endpoints.entrySet().stream()
        .map(e -> new ForeignHost(e.getKey(), host(e.getValue())))
        .filter(foreign -> !foreign.host.equals(home))
        .toList();
  }

  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT);
  }
}
