package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.mydocker.lti.registration.RegistrationRefused.Reason;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundRefused;
import org.mydocker.walls.http.SafeHttp;

/**
 * Whether addresses of a platform may be called by us at all (DYN-03), asked before they are kept.
 */
@Singleton
class CallableAddresses {

  private static final Duration LOOK_UP = Duration.ofSeconds(5);

  private final SafeHttp http;

  @Inject
  CallableAddresses(SafeHttp http) {
    this.http = http;
  }

  /** Throws {@link RegistrationRefused} for the first that may not be called. */
  void require(List<URI> endpoints) {
    endpoints.forEach(this::require);
  }

  private void require(URI endpoint) {
    try {
      http.destination(endpoint, LOOK_UP);
    } catch (OutboundRefused e) {
      throw RegistrationRefused.caused(Reason.ADDRESS_FORBIDDEN, endpoint.getHost(), e);
    } catch (OutboundFailed e) {
      throw RegistrationRefused.caused(Reason.ADDRESS_UNREACHABLE, endpoint.getHost(), e);
    }
  }
}
