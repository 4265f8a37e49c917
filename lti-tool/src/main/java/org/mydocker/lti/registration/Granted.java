package org.mydocker.lti.registration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.registration.RegistrationRefused.Reason;
import org.mydocker.lti.wire.Json;

/**
 * What a platform answered to our registration (DYN-09). It may claim more scopes than it grants:
 * tokens and launches tell.
 *
 * @param messages the types that it says it sends
 */
record Granted(
    String clientId, Set<String> scopes, Set<String> messages, Optional<String> deployment) {

  private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static final int MOST_CHARS = 255;
  private static final int MOST_MESSAGES = 10;
  private static final String MESSAGE = "[A-Za-z0-9._:/-]{1,90}";

  static Granted of(Json answer) {
    String clientId =
        answer
            .text("client_id")
            .filter(id -> !id.isEmpty() && id.length() <= MOST_CHARS)
            .orElseThrow(() -> new RegistrationRefused(Reason.ANSWER_INVALID, "client_id"));
    Optional<Json> tool = answer.object(TOOL);
    return new Granted(
        clientId,
        List.of(answer.filled("scope").orElse("").strip().split("\\s+")).stream()
            .filter(Registration.SCOPES::contains)
            .collect(Collectors.toSet()),
        tool.map(t -> t.objects("messages")).orElse(List.of()).stream()
            .flatMap(message -> message.filled("type").stream())
            .filter(type -> type.matches(MESSAGE))
            .limit(MOST_MESSAGES)
            .collect(Collectors.toSet()),
        tool.flatMap(t -> t.filled("deployment_id")).filter(d -> d.length() <= MOST_CHARS));
  }
}
