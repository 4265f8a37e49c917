package org.mydocker.lti.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.platform.RegistrationId;

/**
 * How many logins a minute are taken: per address, where a whole lecture hall may stand behind one,
 * and per registration (INI-12). In memory, each instance for itself.
 */
@Singleton
class Throttle {

  private final Window byAddress;
  private final Window byRegistration;

  @Inject
  Throttle(
      @ConfigProperty(name = "mydocker.lti.logins-per-minute-address", defaultValue = "2000")
          int perAddress,
      @ConfigProperty(name = "mydocker.lti.logins-per-minute-registration", defaultValue = "6000")
          int perRegistration) {
    this(perAddress, perRegistration, Clock.systemUTC());
  }

  Throttle(int perAddress, int perRegistration, Clock clock) {
    byAddress = new Window(perAddress, clock);
    byRegistration = new Window(perRegistration, clock);
  }

  void address(String address) {
    require(byAddress.passes(address));
  }

  void registration(RegistrationId registration) {
    require(byRegistration.passes(registration.toString()));
  }

  private static void require(boolean passes) {
    if (!passes) {
      throw new LaunchRejected(Reason.TOO_MANY);
    }
  }
}
