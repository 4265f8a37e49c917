package org.mydocker.emulator.lti;

import java.util.Optional;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.campus.Tool;

/**
 * What the platform remembers between the login initiation and the authorization request. {@code
 * asStudent}: the person has switched role, so is a Learner for this once (lti.md ROL-09). {@code
 * forUser} is empty unless the message is a submission review.
 */
public record Launch(
    String id,
    Person person,
    boolean asStudent,
    Tool tool,
    Optional<Activity> activity,
    Message message,
    Target target,
    String forUser) {}
