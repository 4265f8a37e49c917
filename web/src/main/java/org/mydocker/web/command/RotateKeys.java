package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.mydocker.lti.key.ToolKeys;

/**
 * {@code rotate-keys}: a new signing key in a day, or with {@code now} at once, when a key may be
 * in other hands (KEY-03).
 */
@ApplicationScoped
class RotateKeys implements Verb {

  @Inject ToolKeys keys;

  @Override
  public String name() {
    return "rotate-keys";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    return Json.createObjectBuilder().add("signsFrom", from(asked).toString()).build();
  }

  private Instant from(JsonObject asked) {
    if (!asked.getBoolean("now", false)) {
      return keys.renew();
    }
    keys.replace();
    return Instant.now();
  }
}
