package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.mydocker.lti.platform.PersonalData;
import org.mydocker.lti.registration.Registrations;

/**
 * {@code invite}: a one-time dynamic registration URL (DYN-01); with {@code approve} the
 * registration is active at once; {@code names} and {@code emails} say what the institution wants
 * to know of people (DYN-07).
 */
@ApplicationScoped
class Invite implements Verb {

  @Inject Registrations registrations;

  @Override
  public String name() {
    return "invite";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    PersonalData usual = registrations.usual();
    PersonalData wanted =
        new PersonalData(
            asked.getBoolean("names", usual.names()), asked.getBoolean("emails", usual.emails()));
    var url =
        registrations.invite(
            asked.getBoolean("approve", false), Optional.empty(), wanted, "command");
    return Json.createObjectBuilder().add("registrationUrl", url.toString()).build();
  }
}
