package org.mydocker.web.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.lti.key.ToolKeys;
import org.mydocker.web.signin.AdminLinks;

/**
 * {@code rotate-keys}: a new signing key in a day, or with {@code now} at once, when a key may be
 * in other hands (KEY-03).
 */
@ApplicationScoped
class RotateKeys implements Verb {

  @Inject ToolKeys keys;
  @Inject Audit audit;

  @Override
  public String name() {
    return "rotate-keys";
  }

  @Override
  public JsonObject run(JsonObject asked) {
    return Json.createObjectBuilder().add("signsFrom", from(asked).toString()).build();
  }

  private Instant from(JsonObject asked) {
    boolean now = asked.getBoolean("now", false);
    audit.record(
        AdminLinks.administrator(Locale.ENGLISH),
        Act.ADMINISTER,
        Subject.ofSite("keys", ""),
        (now ? "a new signing key at once" : "a new signing key") + ", by the command");
    return now ? keys.replace() : keys.renew();
  }
}
