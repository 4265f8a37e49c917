package org.mydocker.lti.login;

import java.time.Instant;
import java.util.Optional;
import org.mydocker.lti.platform.RegistrationId;

/**
 * What a login binds together until its launch comes (INI-07): it travels sealed in {@code state},
 * and nowhere else.
 *
 * @param cookie the name of the cookie that binds the browser
 * @param secretHash the fingerprint of that cookie's value
 * @param deployment the {@code lti_deployment_id} of the initiation (MSG-03)
 * @param storage where the platform offered to keep something for us
 */
public record LoginState(
    RegistrationId registration,
    String nonce,
    String redirectUri,
    Instant issued,
    String cookie,
    String secretHash,
    Optional<String> deployment,
    Optional<PlatformStorage> storage) {}
